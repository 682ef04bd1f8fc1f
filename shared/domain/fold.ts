import type { Happened } from './events.ts';
import { begin, evolve } from './evolve.ts';
import { Fault } from './fault.ts';
import { type Hold, holdAfter } from './hold.ts';
import type { Order, Progress } from './instruction.ts';
import { struckEntries, uncovered } from './struck.ts';

/** What stood after an event; `struck` where it counts for nothing but its number. */
export interface Traced {
  readonly event: Happened;
  readonly progress: Progress;
  readonly hold?: Hold;
  readonly struck: boolean;
}

/** Whether an event makes the state of the whole history rather than of the last state alone. */
export const restores = (e: Pick<Happened, 'type' | 'data'>): boolean =>
  e.type === 'phone-disputed' || (e.type === 'phone-ruled' && 'stands' in e.data && e.data.stands);

/** Which stretch of a state a clock runs in; a re-send begins another. */
const stretch = ({ state, since, attempt }: Progress): string => `${state}.${since}.${attempt}`;

/**
 * A history event by event. A struck entry counts for nothing but its number, and the time between it and the dispute
 * is given back to the clock that it had stopped.
 * @throws Fault bug/history-without-issue
 */
export const trace = (order: Order, events: readonly Happened[]): Traced[] => {
  const [first, ...rest] = events;
  if (first?.type !== 'issued') throw new Fault('bug', 'history-without-issue', { id: order.id });
  const struck = struckEntries(events);
  const byNumber = new Map(events.map(e => [e.n, e]));
  let now = begin(order, first);
  let hold: Hold | undefined;
  let begun = { stretch: stretch(now), n: first.n };
  let given: readonly { from: number; to: number }[] = [];
  const traced: Traced[] = [{ event: first, progress: now, struck: false }];
  const giveBack = (entry: Happened, to: number): void => {
    const span = { from: entry.at, to };
    if (entry.type === 'withdrawn' && now.withdrawalAskedAt !== undefined)
      now = { ...now, withdrawalAskedAt: now.withdrawalAskedAt + to - entry.at };
    if (entry.n <= begun.n) return;
    now = { ...now, credit: now.credit + uncovered(span, given) };
    given = [...given, span];
  };
  for (const event of rest) {
    if (event.phone && struck.has(event.entry ?? event.n)) {
      now = { ...now, version: event.n, at: event.at };
      traced.push({ event, progress: now, ...(hold ? { hold } : {}), struck: true });
      continue;
    }
    const entry =
      event.type === 'phone-disputed' && struck.has(event.data.entry) ? byNumber.get(event.data.entry) : undefined;
    if (entry) giveBack(entry, event.at);
    hold = holdAfter(order, now, hold, event);
    now = evolve(order, now, event);
    if (restores(event)) now = { ...now, round: event.n };
    if (stretch(now) !== begun.stretch) {
      begun = { stretch: stretch(now), n: event.n };
      given = [];
    }
    traced.push({ event, progress: now, ...(hold ? { hold } : {}), struck: false });
  }
  return traced;
};

/**
 * The state that a whole history makes.
 * @throws Fault bug/history-without-issue
 */
export const fold = (order: Order, events: readonly Happened[]): Progress => {
  const last = trace(order, events).at(-1);
  if (!last) throw new Fault('bug', 'history-without-issue', { id: order.id });
  return last.progress;
};
