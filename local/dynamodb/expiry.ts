import { setTimeout as pause } from 'node:timers/promises';
import type { DynamoCall } from './call.ts';
import { type Expiring, sweepExpired } from './sweep-expired.ts';

const hour = 3_600_000;

/** Keeps deleting expired items, as DynamoDB does at its leisure and the emulator does not. */
export function keepExpiring(call: DynamoCall, tables: readonly Expiring[]): { stop: () => Promise<void> } {
  const ending = new AbortController();
  const { signal } = ending;
  const wait = (ms: number): Promise<void> => pause(ms, undefined, { signal });
  const sweeping = (async (): Promise<void> => {
    for (;;) {
      await wait(hour / 60);
      // One round that fails is made up for by the next.
      for (const table of tables) await sweepExpired(call, table, Date.now(), () => wait(1_000)).catch(() => 0);
      await wait(hour);
    }
  })();
  const done = sweeping.catch(() => {});
  return {
    stop: () => {
      ending.abort();
      return done;
    },
  };
}
