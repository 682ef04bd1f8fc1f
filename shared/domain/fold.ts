import type { Happened } from './events.ts';
import { begin, evolve } from './evolve.ts';
import { Fault } from './fault.ts';
import type { Order, Progress } from './instruction.ts';

/** Numbers of the phone entries that a bank disputed and no ruling upheld since. */
const struckEntries = (events: readonly Happened[]): ReadonlySet<number> => {
  const struck = new Set<number>();
  for (const e of events) {
    if (e.type === 'phone-disputed') struck.add(e.data.entry);
    if (e.type === 'phone-ruled' && e.data.stands) struck.delete(e.data.entry);
  }
  return struck;
};

const struckAt = (events: readonly Happened[], entry: number): number | undefined =>
  events.find(e => e.n === entry)?.at;

/**
 * The state that a whole history makes. A struck entry counts for nothing but its number, and the time between it and the dispute is given back to the bank's clock.
 * @throws Fault bug/history-without-issue
 */
export const fold = (order: Order, events: readonly Happened[]): Progress => {
  const [first, ...rest] = events;
  if (first?.type !== 'issued') throw new Fault('bug', 'history-without-issue', { id: order.id });
  const struck = struckEntries(events);
  let now = begin(order, first);
  for (const e of rest) {
    if (struck.has(e.n)) {
      now = { ...now, version: e.n, at: e.at };
      continue;
    }
    const entered =
      e.type === 'phone-disputed' && struck.has(e.data.entry) ? struckAt(events, e.data.entry) : undefined;
    now = evolve(order, entered === undefined ? now : { ...now, credit: now.credit + e.at - entered }, e);
  }
  return now;
};
