import { type Hints, soonMs } from '../contract/hints.ts';
import type { Stored } from '../contract/ledger.ts';
import type { Deadline, Intake } from '../contract/messages.ts';
import type { Step } from '../domain/advance.ts';
import type { Progress } from '../domain/instruction.ts';

/** What a step calls for, and when the message comes that will then be under way for its state, epoch ms. */
export interface Called {
  readonly deadlines: readonly Deadline[];
  readonly intakes: readonly Intake[];
  readonly ringsAt?: number;
}

/** A message may come a second early, and what trusts in it must be on record by then. */
const recordedMs = 3_000;

const isSoon = (dueAt: number | null, now: number): dueAt is number => dueAt !== null && dueAt - now < soonMs;

/** Whether a message under way comes before what is due: it is set again for that when it comes. */
const serves = (ringsAt: number | undefined, dueAt: number, now: number): boolean =>
  ringsAt !== undefined && ringsAt > now + recordedMs && ringsAt <= dueAt;

const beginsAttempt = ({ happened }: Step): boolean =>
  happened.some(({ type }) => type === 'issued' || type === 'resent' || type === 'dispatch-due');

/** Deadlines within two minutes are queued at once, unless a message that is under way can serve them. */
export const calledFor = (step: Step, was: Pick<Stored, 'progress' | 'ringsAt'> | undefined, now: number): Called => {
  const { hold, next } = step;
  const { id, attempt, round, dueAt } = next;
  const moved = was?.progress.round !== round && isSoon(dueAt, now) && !serves(was?.ringsAt, dueAt, now);
  const ringsAt = moved ? dueAt : was?.ringsAt;
  return {
    deadlines: [
      ...(moved ? [{ id, part: 'STATE', round, dueAt } as const] : []),
      ...(hold && isSoon(hold.dueAt, now) ? [{ id, part: 'HOLD', round: hold.round, dueAt: hold.dueAt } as const] : []),
    ],
    intakes: beginsAttempt(step) ? [{ id, attempt }] : [],
    ...(ringsAt !== undefined && ringsAt > now ? { ringsAt } : {}),
  };
};

/** Each is only a hint: whatever of it is lost, the deadline index makes good. */
export const sendHints = async (hints: Hints, { deadlines, intakes }: Called): Promise<void> => {
  await Promise.allSettled([...deadlines.map(hints.deadline), ...intakes.map(hints.intake)]);
};

/** What a message of an old round is set again for, where no other is on its way. */
export const servedNext = (
  { progress: { id, round, dueAt }, ringsAt }: Stored,
  came: Deadline,
  now: number,
): Deadline | undefined => {
  const another = ringsAt !== undefined && ringsAt !== came.dueAt && ringsAt > now;
  return isSoon(dueAt, now) && !(another && ringsAt <= dueAt) ? { id, part: 'STATE', round, dueAt } : undefined;
};

/** A replayed command whose attempt still waits to be published gets its hint again. */
export const hintAgain = async (hints: Hints, { id, state, facts, attempt }: Progress): Promise<void> => {
  if (state === 'issued' && !facts.dispatched) await Promise.allSettled([hints.intake({ id, attempt })]);
};
