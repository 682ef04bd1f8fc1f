import type { Disposal } from './events.ts';
import type { Progress } from './instruction.ts';

/** A bank's statement as one comparable line; two of the same line are the same statement. */
export const statementOf = ({
  outcome,
  code,
  executedAt,
  applied,
  caught,
  mismatch,
}: Omit<Disposal, 'flags' | 'late'>): string =>
  [outcome, executedAt.toString(36), code, applied?.toString(36), caught?.toString(36), mismatch].join('.');

/** A release as the bank confirmed it, comparable in the same way. */
export const releaseStatementOf = (releasedAt: number): string => `released.${releasedAt.toString(36)}`;

/** Whether a statement about the execution would no longer move the instruction: recorded, and that is all. */
export const settledBefore = ({ state, outcome }: Progress): boolean =>
  outcome !== undefined || state === 'withdrawn' || state === 'closed';
