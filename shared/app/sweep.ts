import type { Deadline } from '../contract/messages.ts';
import type { DueIndex } from '../contract/sweeping.ts';

const minute = 60_000;
/** Buckets this old are passed once they were read empty. */
const passedMs = 5 * minute;
const aheadMs = 2 * minute;
/** So many minutes are read at once, and the cursor is kept after each. */
const stride = 15;

export interface SweepDeps {
  readonly index: DueIndex;
  readonly queue: (deadlines: readonly Deadline[]) => Promise<void>;
  readonly clock: () => number;
  /** How far back the first sweep looks, in ms. @default a day, for one that could not run since the first instruction */
  readonly firstLookMs?: number;
}

export interface Swept {
  readonly queued: number;
  readonly overdue: number;
  readonly cursor: number;
}

const floor = (at: number): number => Math.floor(at / minute) * minute;

const minutesFrom = (from: number, until: number): number[] =>
  Array.from(
    { length: Math.max(0, Math.min(stride, Math.floor((until - from) / minute) + 1)) },
    (_, i) => from + i * minute,
  );

/**
 * Reads every bucket from the cursor to two minutes ahead and queues what stands there, oldest first.
 * An item leaves its bucket only when its round moves on, so a bucket is passed only when it is old and was read empty;
 * what is passed stays passed if the sweep is cut off.
 */
export const sweep = async ({ index, queue, clock, firstLookMs = 24 * 60 * minute }: SweepDeps): Promise<Swept> => {
  const now = clock();
  let known = await index.cursor();
  let cursor = known ?? floor(now - firstLookMs);
  let queued = 0;
  let overdue = 0;
  let unbroken = true;
  for (let minutes = minutesFrom(cursor, now + aheadMs); minutes.length > 0; ) {
    const buckets = await Promise.all(minutes.map(at => index.read(at)));
    for (const [i, due] of buckets.entries()) {
      const next = (minutes[i] ?? now) + minute;
      await queue(due);
      queued += due.length;
      overdue += due.filter(({ dueAt }) => dueAt < now).length;
      unbroken &&= due.length === 0 && next <= now - passedMs;
      if (unbroken) cursor = next;
    }
    if (cursor !== known) await index.pass(known, cursor);
    known = cursor;
    minutes = minutesFrom((minutes.at(-1) ?? now) + minute, now + aheadMs);
  }
  return { queued, overdue, cursor };
};
