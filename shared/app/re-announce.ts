import type { Ledger } from '../contract/ledger.ts';
import type { Touched } from '../contract/sealing.ts';
import { Fault } from '../domain/fault.ts';
import { type EventRef, type RelayDeps, relay } from './relay.ts';

export interface AnnounceDeps {
  readonly ledger: Pick<Ledger, 'history' | 'loadEvents'>;
  readonly touched: Touched;
  readonly publish: RelayDeps['publish'];
  readonly clock: () => number;
}

const batch = 100;
const tries = 5;

const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/**
 * Publishes events by reference, those that the topic refused again.
 * @throws Fault transient/not-published
 */
export const announce = async (
  deps: Pick<AnnounceDeps, 'ledger' | 'publish'>,
  refs: readonly EventRef[],
): Promise<void> => {
  for (let at = 0; at < refs.length; at += batch) {
    let left = refs.slice(at, at + batch);
    for (let attempt = 1; left.length > 0; attempt += 1) {
      if (attempt > tries) throw new Fault('transient', 'not-published', { refused: left.length });
      // The clocks were measured when the events were first relayed.
      const refused = await relay({ ...deps, clocked: () => {} }, left);
      left = refused.flatMap(position => left[position] ?? []);
    }
  }
};

/**
 * Publishes again what happened from `from` to `until` (epoch ms, both included), from the ledger: what an outage longer than the stream
 * remembers kept from consoles, counters and pagers. Whoever heard of an event already knows it by its number.
 * @throws Fault transient/not-published
 */
export const announceAgain = async (
  deps: AnnounceDeps,
  { from, until }: { readonly from: number; readonly until: number },
): Promise<{ instructions: number; events: number }> => {
  let instructions = 0;
  let events = 0;
  // An instruction stands under the day of its latest event, which is not before any other of its events.
  for (const id of await deps.touched(utcDay(from), utcDay(deps.clock()))) {
    const found = await deps.ledger.history(id);
    const refs = (found?.events ?? [])
      .filter(({ event }) => event.at >= from && event.at <= until)
      .map(({ event }) => ({ id, n: event.n }));
    await announce(deps, refs);
    instructions += refs.length > 0 ? 1 : 0;
    events += refs.length;
  }
  return { instructions, events };
};
