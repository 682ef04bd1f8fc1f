import { effect } from './effects.ts';
import type { Happened, HappenedOf } from './events.ts';
import type { Order, Progress } from './instruction.ts';
import { papersFollow } from './kinds.ts';
import { stillRinging } from './running-clocks.ts';
import { timers } from './timers.ts';

const timed = (order: Order, moved: Progress): Progress => {
  const now = { ...moved, fired: stillRinging(order, moved) };
  const dueAt = timers(order, now)[0]?.at ?? null;
  return dueAt === now.dueAt ? now : { ...now, dueAt, round: now.version };
};

/** The first state of an instruction: what its `issued` event makes of it. */
export const begin = (order: Order, e: HappenedOf<'issued'>): Progress =>
  timed(order, {
    id: order.id,
    version: e.n,
    state: 'issued',
    since: e.at,
    at: e.at,
    attempt: 1,
    attemptAt: e.at,
    cause: e.n,
    amount: e.data.amount,
    facts: {},
    marks: [],
    flags: [],
    step: { index: -1, at: e.at, runs: 0, accepted: false },
    dispatches: 0,
    phone: [],
    credit: 0,
    fired: [],
    ...(papersFollow(order.applicationType) ? { paperDueAt: e.at + order.policy.targets.paper } : {}),
    dueAt: null,
    round: 0,
  });

/** The state after one more event. Pure, and blind to private parts, so that erasing these changes nothing; `fold` handles struck entries. */
export const evolve = (order: Order, now: Progress, e: Happened): Progress => {
  const moved = effect(order, now, e);
  const phone = e.phone && e.entry === undefined ? [...moved.phone, { n: e.n, at: e.at }] : moved.phone;
  return timed(order, { ...moved, phone, version: e.n, at: e.at });
};
