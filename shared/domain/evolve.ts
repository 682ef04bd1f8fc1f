import type { Happened, HappenedOf } from './events.ts';
import { withFact, withImplied } from './facts.ts';
import type { Fact, Flag, Order, Progress, State } from './instruction.ts';
import { papersFollow } from './kinds.ts';
import { outcomes } from './outcomes.ts';
import { timers } from './timers.ts';

const stateOf = (progress: Progress, state: State, at: number): Progress =>
  progress.state === state ? progress : { ...progress, state, since: at };

const without = <K extends keyof Progress>(progress: Progress, ...names: K[]): Omit<Progress, K> => {
  const copy = { ...progress };
  for (const name of names) delete copy[name];
  return copy;
};

const flagged = (progress: Progress, more: readonly Flag[] = []): readonly Flag[] => [
  ...new Set([...progress.flags, ...more]),
];

const fact = (progress: Progress, name: keyof Progress['facts'], value: Fact): Progress => ({
  ...progress,
  facts: withImplied(progress.facts, name, value),
});

const disposed = (now: Progress, { data, at }: HappenedOf<'disposed'>): Progress => {
  const holds = outcomes[data.outcome].holds;
  const flags = flagged(now, data.flags);
  const unwanted = now.withdrawalAskedAt !== undefined || now.state === 'withdrawn';
  const held: Progress = holds
    ? { ...now, flags, hold: 'running', ...(unwanted ? { releaseProposed: true } : {}) }
    : { ...now, flags };
  if (data.late) return held;
  const { outcome, mismatch } = data;
  const next: Progress = {
    ...without(held, 'withdrawalAskedAt', 'mismatch', 'missing', 'before', 'contestedAt'),
    outcome,
    ...(mismatch ? { mismatch } : {}),
  };
  return stateOf(fact(next, 'executed', { at: data.executedAt, entered: at }), 'disposed', at);
};

const resent = (now: Progress, { data, at, n }: HappenedOf<'resent'>): Progress => ({
  ...without(now, 'signer', 'missing', 'before', 'contestedAt', 'outcome', 'mismatch', 'withdrawalAskedAt'),
  state: 'issued',
  since: at,
  attempt: data.attempt,
  attemptAt: at,
  cause: n,
  amount: data.amount,
  facts: {},
  marks: [],
  step: { index: -1, at, runs: 0, accepted: false },
  dispatches: 0,
  credit: 0,
  fired: [],
});

const ruled = (now: Progress, { data, at }: HappenedOf<'ruled'>): Progress =>
  data.returnStands
    ? without(now, 'contestedAt')
    : stateOf(without(now, 'contestedAt', 'before', 'missing'), now.before ?? 'issued', at);

const paged = (now: Progress, { data, at }: HappenedOf<'paged'>): Progress => {
  if (data.step < now.step.index) return now;
  const { nobody: _, ...step } = now.step;
  const { step: index, cause } = data;
  return { ...now, step: { ...step, index, at, cause, ...(data.nobody ? { nobody: true } : {}) } };
};

const answered = (now: Progress, executed: boolean): Progress =>
  executed ? { ...without(now, 'withdrawalAskedAt'), releaseProposed: true } : without(now, 'withdrawalAskedAt');

const settled = (now: Progress, entry: number): Progress => ({
  ...now,
  phone: now.phone.filter(({ n }) => n !== entry),
});

const effect = (order: Order, now: Progress, e: Happened): Progress => {
  const { at } = e;
  switch (e.type) {
    case 'dispatched':
      return { ...now, facts: withFact(now.facts, 'dispatched', { at }) };
    case 'delivered':
      return { ...fact(now, 'delivered', { at }), step: { ...now.step, accepted: true } };
    case 'paged':
      return paged(now, e);
    case 'acknowledged':
      return stateOf({ ...fact(now, 'acknowledged', { at }), signer: e.data.signer }, 'acknowledged', at);
    case 'taken-over':
      return { ...now, signer: e.data.signer };
    case 'marked':
      return {
        ...now,
        marks: [...new Set([...now.marks, e.data.mark])],
        facts: e.data.mark === 'head-office' ? withFact(now.facts, 'headOffice', { at }) : now.facts,
      };
    case 'returned': {
      const before = now.state === 'acknowledged' ? 'acknowledged' : 'issued';
      return stateOf({ ...now, missing: e.data.missing, before }, 'returned', at);
    }
    case 'contested':
      return { ...now, contestedAt: at };
    case 'ruled':
      return ruled(now, e);
    case 'resent':
      return resent(now, e);
    case 'transfer-added':
      return { ...now, amount: e.data.total };
    case 'disposed':
      return disposed(now, e);
    case 'reported':
      return now.state === 'closed' || now.state === 'withdrawn'
        ? now
        : stateOf(fact(now, 'reported', { at }), 'reported', at);
    case 'withdrawal-asked':
      return { ...now, withdrawalAskedAt: at };
    case 'withdrawal-answered':
      return answered(now, e.data.executed);
    case 'withdrawn':
      return stateOf(without(now, 'withdrawalAskedAt', 'contestedAt'), 'withdrawn', at);
    case 'paper-filed':
      return without(now, 'paperDueAt');
    case 'phone-confirmed':
    case 'phone-disputed':
      return settled(now, e.data.entry);
    case 'phone-lapsed':
      return { ...settled(now, e.data.entry), flags: flagged(now, ['unconfirmed-phone']) };
    case 'warned':
    case 'breached':
      return { ...now, fired: [...now.fired, ...firedBy(now, order, e)] };
    case 'step-due': {
      const runs = e.data.again ? now.step.runs + 1 : 0;
      return { ...now, step: { index: e.data.step, at, runs, accepted: false } };
    }
    case 'step-skipped':
      return { ...now, step: { index: e.data.step, at, runs: 0, accepted: false } };
    case 'dispatch-due':
      return { ...now, dispatches: e.data.dispatches };
    case 'hold-expired':
      return { ...without(now, 'releaseProposed'), hold: 'expired' };
    case 'released':
      return { ...without(now, 'releaseProposed'), hold: 'released' };
    case 'closed':
      return stateOf(now, 'closed', at);
    case 'issued':
    case 'phone-ruled':
    case 'platform-recorded':
    case 'rejected':
      return now;
  }
};

const firedBy = (now: Progress, order: Order, e: HappenedOf<'warned'> | HappenedOf<'breached'>): string[] =>
  timers(order, now)
    .filter(
      ({ draft }) => draft.type === e.type && draft.data.clock === e.data.clock && draft.data.dueAt === e.data.dueAt,
    )
    .map(({ key }) => key);

const rung = (order: Order, now: Progress): Progress => {
  const dueAt = timers(order, now)[0]?.at ?? null;
  return dueAt === now.dueAt ? now : { ...now, dueAt, round: now.version };
};

/** The first state of an instruction: what its `issued` event makes of it. */
export const begin = (order: Order, e: HappenedOf<'issued'>): Progress =>
  rung(order, {
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
  const phone = e.phone ? [...moved.phone, { n: e.n, at: e.at }] : moved.phone;
  return rung(order, { ...moved, phone, version: e.n, at: e.at });
};
