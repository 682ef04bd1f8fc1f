import type { Deadline } from './messages.ts';

export interface DueIndex {
  /** Epoch ms of the first minute not yet passed; undefined before the first sweep. */
  cursor(): Promise<number | undefined>;
  /** Moves the cursor on, unless another sweep did. */
  pass(from: number | undefined, to: number): Promise<void>;
  /** Everything in one minute's buckets, oldest first. @throws where a shard cannot be read */
  read(minuteAt: number): Promise<readonly Deadline[]>;
}
