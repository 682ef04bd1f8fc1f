import { setTimeout as pause } from 'node:timers/promises';
import { seeded } from '../../local/faults/seeded.ts';
import { inArena } from './arena.ts';
import type { Outcome } from './outcome.ts';
import { storm } from './scenarios.ts';

/**
 * kill -9 under load: the server dies at random moments and is started again on its data, while a county goes on working.
 * In the end everything accepted is closed, and every core system did everything exactly once.
 */
export const kills = ({ count, seed }: { count: number; seed: number }): Promise<Outcome> =>
  inArena({ name: `杀进程 kill -9 × ${count}` }, async ({ play, killAndStart }) => {
    const random = seeded(seed);
    let over = false;
    const killing = (async (): Promise<void> => {
      for (let killed = 0; killed < count; killed += 1) {
        await pause(1_000 + random() * 5_000);
        await killAndStart();
      }
    })().finally(() => {
      over = true;
    });
    // Rounds of load until the last kill is survived, and one more that nothing disturbs.
    for (let round = 1; !over; round += 1) await play(storm(seed + round));
    await killing;
    await play(storm(seed));
  });
