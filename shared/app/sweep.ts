import type { Deadline } from '../contract/messages.ts';
import type { DueIndex } from '../contract/sweeping.ts';

const minute = 60_000;
/** Buckets this old are passed once they were read empty. */
const passedMs = 5 * minute;
const aheadMs = 2 * minute;
/** Beyond this the index is read through: it holds what is open, and a long time has many empty minutes. */
const bucketsUpToMs = 30 * minute;

export interface SweepDeps {
  readonly index: DueIndex;
  readonly queue: (deadlines: readonly Deadline[]) => Promise<void>;
  readonly clock: () => number;
}

export interface Swept {
  readonly queued: number;
  readonly overdue: number;
  readonly cursor: number;
}

const floor = (at: number): number => Math.floor(at / minute) * minute;

interface Found {
  readonly due: readonly Deadline[];
  /** The first minute that may not be passed. */
  readonly cursor: number;
}

/** After the first start and after a long outage, from which no cursor is near. */
const readThrough = async (index: DueIndex, now: number): Promise<Found> => {
  const { due, oldest } = await index.readUntil(now + aheadMs);
  return { due, cursor: Math.min(oldest ?? now, floor(now - passedMs)) };
};

const readBuckets = async (index: DueIndex, from: number, now: number): Promise<Found> => {
  const minutes = Array.from({ length: Math.floor((now + aheadMs - from) / minute) + 1 }, (_, i) => from + i * minute);
  const buckets = await Promise.all(minutes.map(at => index.read(at)));
  const isPassed = (at: number): boolean =>
    (buckets[(at - from) / minute] ?? []).length === 0 && at + minute <= now - passedMs;
  return { due: buckets.flat().sort((a, b) => a.dueAt - b.dueAt), cursor: minutes.find(at => !isPassed(at)) ?? from };
};

/**
 * Queues everything that stands in the deadline index from the cursor to two minutes ahead, oldest first.
 * An item leaves its bucket only when its round moves on, so a bucket is passed only when it is old and was read empty.
 */
export const sweep = async ({ index, queue, clock }: SweepDeps): Promise<Swept> => {
  const now = clock();
  const known = await index.cursor();
  const near = known !== undefined && now - known <= bucketsUpToMs;
  const { due, cursor } = await (near ? readBuckets(index, known, now) : readThrough(index, now));
  await queue(due);
  if (cursor !== known) await index.pass(known, cursor);
  return { queued: due.length, overdue: due.filter(({ dueAt }) => dueAt < now).length, cursor };
};
