import { resendAfter, resendMs } from './backoff.ts';
import type { Order, Progress } from './instruction.ts';
import type { Timer } from './running-clocks.ts';

/** From when the ladder counts: the attempt's beginning while nobody has signed, or the asking for a withdrawal. */
const ladderFrom = ({ state, attemptAt, credit, withdrawalAskedAt }: Progress): number | undefined =>
  withdrawalAskedAt ?? (state === 'issued' ? attemptAt + credit : undefined);

export const ladderRuns = ({ route }: Order, progress: Progress): boolean =>
  route !== 'platform' && ladderFrom(progress) !== undefined;

const stepTimers = ({ policy }: Order, { step }: Progress, from: number): Timer[] =>
  policy.ladder.flatMap((each, index) => {
    if (index === 0 || index <= step.index) return [];
    const atOnce = step.nobody && index === step.index + 1;
    const at = Math.min(from + each.afterMs, atOnce ? step.at : Number.POSITIVE_INFINITY);
    return [
      { key: `step.${index}`, at, draft: { type: 'step-due', data: { step: index, dueAt: at } } } satisfies Timer,
    ];
  });

/** The supervisor reads digests; a step for it alone pages nobody. */
const pages = ({ policy }: Order, index: number): boolean =>
  policy.ladder[index]?.rungs.some(rung => rung !== 'supervisor') ?? false;

/** The first page goes out with the dispatch, and to a direct bank's own system rather than to a person. */
const sentSince = ({ route }: Order, { step, facts, withdrawalAskedAt }: Progress): number | undefined => {
  if (step.index > 0 || withdrawalAskedAt !== undefined) return step.at;
  return route === 'direct' || !facts.dispatched ? undefined : Math.max(step.at, facts.dispatched.at);
};

/** A step of which no page was accepted runs again; once the bank has the instruction, not for ever. */
const againTimers = (order: Order, progress: Progress): Timer[] => {
  const { step, facts } = progress;
  const index = Math.max(step.index, 0);
  const since = sentSince(order, progress);
  if (since === undefined || step.accepted || step.nobody || !pages(order, index)) return [];
  if (facts.delivered && step.runs >= resendMs.length) return [];
  const at = since + order.policy.targets.delivery + (step.runs > 0 ? resendAfter(step.runs) : 0);
  return [
    {
      key: `again.${index}.${step.runs}`,
      at,
      draft: { type: 'step-due', data: { step: index, dueAt: at, again: true } },
    },
  ];
};

/** The steps of the ladder still to come, and the current one again where nothing of it arrived. */
export const ladderTimers = (order: Order, progress: Progress): Timer[] => {
  const from = ladderFrom(progress);
  return from === undefined || order.route === 'platform'
    ? []
    : [...againTimers(order, progress), ...stepTimers(order, progress, from)];
};
