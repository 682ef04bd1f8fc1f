import type { Deadline } from './messages.ts';

export interface DueIndex {
  /** Epoch ms of the first minute not yet passed; undefined before the first sweep. */
  cursor(): Promise<number | undefined>;
  /** Moves the cursor on, unless another sweep did. */
  pass(from: number | undefined, to: number): Promise<void>;
  /** Everything in one minute's buckets, oldest first. @throws where a shard cannot be read */
  read(minuteAt: number): Promise<readonly Deadline[]>;
  /** Everything in the buckets up to that minute, oldest first, and the minute of the oldest bucket that holds something. */
  readUntil(minuteAt: number): Promise<{ readonly due: readonly Deadline[]; readonly oldest?: number }>;
}
