import type { Fact, Order, Progress } from './instruction.ts';

export const intervals = {
  issueToDispatched: '签发到派出',
  dispatchedToDelivered: '派出到送达',
  deliveredToAcknowledged: '送达到签收',
  acknowledgedToExecuted: '签收到执行',
  executedToReported: '执行到反馈',
  issueToReported: '签发到反馈',
} as const;
export type Interval = keyof typeof intervals;

const between = (from: Fact | undefined, to: Fact | undefined): number | undefined =>
  from === undefined || to === undefined || from.inferred || to.inferred ? undefined : to.at - from.at;

/** Intervals of the current attempt in ms; negative where the bank acted ahead (it is shown, never clipped), absent where not stated. */
export const measure = (
  { issuedAt }: Pick<Order, 'issuedAt'>,
  { attempt, attemptAt, facts }: Pick<Progress, 'attempt' | 'attemptAt' | 'facts'>,
): Record<Interval, number | undefined> => {
  const from = { at: attempt === 1 ? issuedAt : attemptAt };
  return {
    issueToDispatched: between(from, facts.dispatched),
    dispatchedToDelivered: between(facts.dispatched, facts.delivered),
    deliveredToAcknowledged: between(facts.delivered, facts.acknowledged),
    acknowledgedToExecuted: between(facts.acknowledged, facts.executed),
    executedToReported: between(facts.executed, facts.reported),
    issueToReported: between(from, facts.reported),
  };
};
