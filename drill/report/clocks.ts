import { type Interval, measure } from '../../shared/domain/clocks.ts';
import { factNames } from '../../shared/domain/instruction.ts';
import type { Detail } from '../http/views.ts';

/** Of all instructions where the interval is known; ms. */
export interface Measured {
  readonly count: number;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p99: number | null;
}
export type Clocks = Readonly<Record<Interval, Measured>>;

/** The intervals of an instruction's last attempt, from what police read. */
const intervalsOf = ({ clocks, timeline, attempt }: Detail) => {
  const resent = timeline.findLast(({ type }) => type === 'resent');
  const facts = Object.fromEntries(factNames.flatMap(name => (clocks[name] ? [[name, clocks[name]]] : [])));
  return measure({ issuedAt: clocks.issuedAt }, { attempt, attemptAt: resent?.at ?? clocks.issuedAt, facts });
};

/** The smallest value that at least this share does not exceed. */
const rank = (sorted: readonly number[], share: number): number | null =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;

export const measured = (values: readonly number[]): Measured => {
  const sorted = values.toSorted((a, b) => a - b);
  return { count: sorted.length, p50: rank(sorted, 0.5), p90: rank(sorted, 0.9), p99: rank(sorted, 0.99) };
};

export const clocksOf = (details: readonly Detail[]): Clocks => {
  const all = details.map(intervalsOf);
  const of = (name: Interval): Measured => measured(all.flatMap(each => each[name] ?? []));
  return {
    issueToDispatched: of('issueToDispatched'),
    dispatchedToDelivered: of('dispatchedToDelivered'),
    deliveredToAcknowledged: of('deliveredToAcknowledged'),
    acknowledgedToExecuted: of('acknowledgedToExecuted'),
    executedToReported: of('executedToReported'),
    issueToReported: of('issueToReported'),
  };
};
