import type { Deadline } from '../contract/messages.ts';
import type { DueIndex } from '../contract/sweeping.ts';

/** Buckets this old are passed once they were read empty. */
const passedMs = 5 * 60_000;
const aheadMs = 2 * 60_000;
const minute = 60_000;

export interface SweepDeps {
  readonly index: DueIndex;
  readonly queue: (deadlines: readonly Deadline[]) => Promise<void>;
  readonly clock: () => number;
  /** How far back the first sweep looks, in ms. */
  readonly firstLookMs?: number;
}

export interface Swept {
  readonly queued: number;
  readonly overdue: number;
  readonly cursor: number;
}

const floor = (at: number): number => Math.floor(at / minute) * minute;

/**
 * Reads every bucket from the cursor to two minutes ahead and queues what stands there, oldest first.
 * An item leaves its bucket only when its round moves on, so a bucket is passed only when it is old and was read empty.
 */
export const sweep = async ({ index, queue, clock, firstLookMs = 10 * minute }: SweepDeps): Promise<Swept> => {
  const now = clock();
  const known = await index.cursor();
  const start = known ?? floor(now - firstLookMs);
  let cursor = start;
  let queued = 0;
  let overdue = 0;
  let unbroken = true;
  for (let at = start; at <= now + aheadMs; at += minute) {
    const due = await index.read(at);
    await queue(due);
    queued += due.length;
    overdue += due.filter(({ dueAt }) => dueAt < now).length;
    unbroken &&= due.length === 0 && at + minute <= now - passedMs;
    if (unbroken) cursor = at + minute;
  }
  if (cursor !== known) await index.pass(known, cursor);
  return { queued, overdue, cursor };
};
