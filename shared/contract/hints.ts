import type { Deadline, Intake } from './messages.ts';

/** What may be sent after a commit and may be lost: the deadline index makes it good. */
export interface Hints {
  intake(message: Intake): Promise<void>;
  /** Delivered at `dueAt`, or up to a second before. */
  deadline(message: Deadline): Promise<void>;
}

/** A deadline nearer than this is queued by whoever sets it; the sweep sees to the rest. */
export const soonMs = 120_000;
