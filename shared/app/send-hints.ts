import { type Hints, soonMs } from '../contract/hints.ts';
import type { Deadline } from '../contract/messages.ts';
import type { Step } from '../domain/advance.ts';
import type { Progress } from '../domain/instruction.ts';

/** Deadlines within two minutes are queued at once; a lost message is found by the sweep. */
const deadlinesOf = ({ next, hold }: Step, was: Progress | undefined, now: number): Deadline[] => {
  const { id } = next;
  const soon = (part: Deadline['part'], item: { dueAt: number | null; round: number } | undefined): Deadline[] =>
    item && item.dueAt !== null && item.dueAt - now < soonMs
      ? [{ id, part, round: item.round, dueAt: item.dueAt }]
      : [];
  return [...(was?.round === next.round ? [] : soon('STATE', next)), ...soon('HOLD', hold)];
};

const beginsAttempt = ({ happened }: Step): boolean =>
  happened.some(({ type }) => type === 'issued' || type === 'resent' || type === 'dispatch-due');

/** Says what a committed step calls for. Each is only a hint: whatever of it is lost, the deadline index makes good. */
export const sendHints = async (hints: Hints, step: Step, was: Progress | undefined, now: number): Promise<void> => {
  const { id, attempt } = step.next;
  await Promise.allSettled([
    ...deadlinesOf(step, was, now).map(hints.deadline),
    ...(beginsAttempt(step) ? [hints.intake({ id, attempt })] : []),
  ]);
};

/** A replayed command whose attempt still waits to be published gets its hint again. */
export const hintAgain = async (hints: Hints, { id, state, facts, attempt }: Progress): Promise<void> => {
  if (state === 'issued' && !facts.dispatched) await Promise.allSettled([hints.intake({ id, attempt })]);
};
