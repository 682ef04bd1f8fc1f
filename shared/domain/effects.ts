import type { Happened, HappenedOf } from './events.ts';
import { withEarlier, withFact, withImplied } from './facts.ts';
import { awaitsExecution, type Fact, type Flag, type Order, type Progress, type State } from './instruction.ts';
import { outcomes } from './outcomes.ts';
import { latestReminder } from './reminders.ts';
import { ringing } from './running-clocks.ts';
import { releaseStatementOf, settledBefore, statementOf } from './statement.ts';

const stateOf = (progress: Progress, state: State, at: number): Progress =>
  progress.state === state ? progress : { ...progress, state, since: at };

/** The next state's clock starts afresh; what was given back belonged to the one before. */
const movedOn = (progress: Progress, state: State, at: number): Progress =>
  progress.state === state ? progress : { ...progress, state, since: at, credit: 0 };

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

const delivered = (now: Progress, { data, at }: HappenedOf<'delivered'>): Progress => {
  const current = Math.max(now.step.index, 0);
  const accepted = now.step.accepted || (data.step ?? current) === current;
  const reached = data.party ? now : fact(now, 'delivered', { at });
  return { ...reached, step: { ...now.step, accepted } };
};

const bankRungs = new Set(['A', 'B', 'head']);

const paged = (now: Progress, { data, at }: HappenedOf<'paged'>): Progress => {
  const { step: index, cause, rungs } = data;
  // Messages may come in any order: who was paged for an earlier event says nothing about the step that runs.
  if (index < 0 || index < now.step.index || cause < (now.step.cause ?? 0)) return now;
  const { nobody: _, ...step } = now.step;
  const { unreached, ...rest } = now;
  const bankOnly = rungs.every(rung => bankRungs.has(rung));
  const missed = data.nobody ? rungs.some(rung => bankRungs.has(rung)) || unreached : !bankOnly && unreached;
  return {
    ...rest,
    ...(missed ? { unreached: true } : {}),
    step: { ...step, index, at, cause, ...(data.nobody ? { nobody: true } : {}) },
  };
};

const acknowledged = (now: Progress, { data, at }: HappenedOf<'acknowledged'>): Progress => {
  const signed = { ...fact(now, 'acknowledged', { at }), signer: now.signer ?? data.signer };
  if (now.state === 'issued') return movedOn({ ...signed, signer: data.signer }, 'acknowledged', at);
  return now.state === 'returned' ? { ...signed, before: 'acknowledged' } : signed;
};

/** A ruling may restore an execution to before the return; then the return changes nothing. */
const returned = (now: Progress, { data, at }: HappenedOf<'returned'>): Progress => {
  const { state: before } = now;
  if (before === 'returned') return { ...now, missing: data.missing };
  if (before !== 'issued' && before !== 'acknowledged') return now;
  const facts = withEarlier(now.facts, 'acknowledged', at);
  return stateOf({ ...now, facts, missing: data.missing, before }, 'returned', at);
};

const ruled = (now: Progress, { data, at }: HappenedOf<'ruled'>): Progress => {
  const settled = without(now, 'contestedAt');
  if (data.returnStands || now.state !== 'returned') return settled;
  return stateOf(without(settled, 'before', 'missing'), now.before ?? 'issued', at);
};

const resent = (now: Progress, { data, at, n }: HappenedOf<'resent'>): Progress => ({
  ...without(
    now,
    'signer',
    'missing',
    'before',
    'contestedAt',
    'outcome',
    'mismatch',
    'withdrawalAskedAt',
    'unreached',
    'endpointDown',
    'releaseProposed',
  ),
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
});

const disposed = (now: Progress, { data, at }: HappenedOf<'disposed'>): Progress => {
  const { outcome, mismatch } = data;
  const { holds } = outcomes[outcome];
  const first = now.outcome === undefined;
  const unwanted = now.withdrawalAskedAt !== undefined || now.state === 'withdrawn';
  const stopped = holds && (first || now.hold === undefined);
  const recorded: Progress = {
    ...fact(now, 'executed', { at: data.executedAt, entered: at }),
    flags: flagged(now, data.flags),
    ...(stopped ? { hold: 'running' } : {}),
    ...(stopped && unwanted ? { releaseProposed: true } : {}),
  };
  if (!first) return { ...recorded, differs: statementOf(data) };
  const stated: Progress = {
    ...without(recorded, 'differs', 'mismatch'),
    outcome,
    said: statementOf(data),
    ...(mismatch ? { mismatch } : {}),
  };
  if (settledBefore(now)) return stated;
  const next = without(stated, 'withdrawalAskedAt', 'missing', 'before', 'contestedAt');
  return movedOn(next.hold === 'running' ? next : without(next, 'releaseProposed'), 'disposed', at);
};

/** A report whose outcome was struck says nothing that police could confirm. */
const reported = (now: Progress, { at }: HappenedOf<'reported'>): Progress => {
  if (now.outcome === undefined) return now;
  const known = fact(now, 'reported', { at });
  return now.state === 'closed' || now.state === 'withdrawn' ? known : movedOn(known, 'reported', at);
};

const withdrawalAsked = (now: Progress, at: number): Progress =>
  awaitsExecution(now.state)
    ? { ...now, withdrawalAskedAt: at, step: { index: 0, at, runs: 0, accepted: false } }
    : now;

const withdrawalAnswered = (now: Progress, { data, at }: HappenedOf<'withdrawal-answered'>): Progress => {
  const known = { ...now, facts: withEarlier(now.facts, 'acknowledged', at) };
  const answered = without(known, 'withdrawalAskedAt');
  if (!data.executed || !awaitsExecution(now.state)) return answered;
  // The bank's clock stood still while the question was open.
  const credit = now.credit + at - (now.withdrawalAskedAt ?? at);
  return { ...answered, credit, releaseProposed: true };
};

/** Where a ruling has restored an execution meanwhile, its hold is there to be released. */
const withdrawn = (now: Progress, at: number): Progress => ({
  ...stateOf(without(now, 'withdrawalAskedAt', 'contestedAt'), 'withdrawn', at),
  ...(now.hold === 'running' ? { releaseProposed: true } : {}),
});

const withoutEntry = (now: Progress, entry: number): Progress['phone'] => now.phone.filter(({ n }) => n !== entry);

const released = (now: Progress, { data }: HappenedOf<'released'>): Progress => {
  if (now.hold === 'released')
    return { ...now, differs: releaseStatementOf(data.releasedAt), flags: flagged(now, ['differs']) };
  return now.hold ? { ...without(now, 'releaseProposed', 'releaseFrom'), hold: 'released' } : now;
};

/** What one event changes, its number, timers and phone entry aside. */
export const effect = ({ policy }: Order, now: Progress, e: Happened): Progress => {
  const { at } = e;
  switch (e.type) {
    case 'dispatched':
      return { ...now, facts: withFact(now.facts, 'dispatched', { at }) };
    case 'delivered':
      return delivered(now, e);
    case 'endpoint-down':
      return { ...now, endpointDown: true };
    case 'paged':
      return paged(now, e);
    case 'acknowledged':
      return acknowledged(now, e);
    case 'taken-over':
      return { ...now, signer: e.data.signer };
    case 'marked':
      return {
        ...now,
        marks: [...new Set([...now.marks, e.data.mark])],
        facts: e.data.mark === 'head-office' ? withFact(now.facts, 'headOffice', { at }) : now.facts,
      };
    case 'returned':
      return returned(now, e);
    case 'contested':
      return now.state === 'returned' ? { ...now, contestedAt: at } : now;
    case 'ruled':
      return ruled(now, e);
    case 'resent':
      return resent(now, e);
    case 'transfer-added':
      return { ...now, amount: e.data.total };
    case 'disposed':
      return disposed(now, e);
    case 'reported':
      return reported(now, e);
    case 'withdrawal-asked':
      return withdrawalAsked(now, at);
    case 'withdrawal-answered':
      return withdrawalAnswered(now, e);
    case 'withdrawn':
      return withdrawn(now, at);
    case 'paper-filed':
      return without(now, 'paperDueAt');
    case 'phone-confirmed':
    case 'phone-ruled':
      return { ...now, phone: withoutEntry(now, e.data.entry) };
    case 'phone-disputed':
      return { ...now, phone: [...withoutEntry(now, e.data.entry), { n: e.data.entry, at, disputed: true }] };
    case 'phone-lapsed':
      return { ...now, phone: withoutEntry(now, e.data.entry), flags: flagged(now, ['unconfirmed-phone']) };
    case 'warned':
      return { ...now, fired: ringing(now.fired, e.data, 1) };
    case 'breached': {
      // Reminders that an outage swallowed together with the breach are passed over.
      const passed = latestReminder(policy.targets[e.data.clock], e.data.dueAt, 0, at);
      return { ...now, fired: ringing(now.fired, e.data, 2 + passed) };
    }
    case 'reminded':
      return { ...now, fired: ringing(now.fired, e.data, 2 + e.data.count) };
    case 'step-due': {
      const runs = e.data.again ? now.step.runs + 1 : 0;
      return { ...now, step: { index: e.data.step, at, runs, accepted: false } };
    }
    case 'step-skipped':
      return { ...now, step: { index: e.data.step, at, runs: 0, accepted: false } };
    case 'dispatch-due':
      return { ...now, dispatches: e.data.dispatches };
    case 'hold-expired':
      return now.hold === 'running'
        ? { ...without(now, 'releaseProposed'), hold: 'expired', releaseFrom: e.data.dueAt }
        : now;
    case 'released':
      return released(now, e);
    case 'closed':
      return stateOf(now, 'closed', at);
    case 'issued':
    case 'platform-recorded':
    case 'rejected':
      return now;
  }
};
