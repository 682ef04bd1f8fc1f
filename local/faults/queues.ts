import { setTimeout as pause } from 'node:timers/promises';
import type { SqsMapping } from '../mappings/sqs-poller.ts';
import { seeded, seedFor } from './seeded.ts';

/** Probabilities per delivery of a batch from a queue. */
export interface QueueFaults {
  readonly seed: number;
  readonly duplicate?: number;
  readonly delay?: number;
  /** The longest delay. @default 500 ms */
  readonly delayMs?: number;
  readonly reorder?: number;
}

export type QueueUpset = NonNullable<SqsMapping['upset']>;

/** What SQS may do to its consumers on any day, done often: a batch twice, late, out of order, one by one. */
export function queueUpset(faults: QueueFaults, queue: string): QueueUpset {
  const random = seeded(seedFor(faults.seed, queue));
  const happens = (chance: number | undefined): boolean => random() < (chance ?? 0);
  const late = (): Promise<void> => pause(random() * (faults.delayMs ?? 500));
  return async (messages, deliver) => {
    if (happens(faults.delay)) await late();
    const inOrder = !happens(faults.reorder);
    const parts = inOrder ? [messages] : messages.map(message => [message]).sort(() => random() - 0.5);
    const again = happens(faults.duplicate);
    await Promise.all(
      parts.map(async part => {
        if (!inOrder) await late();
        await deliver(part);
        if (again) await late().then(() => deliver(part));
      }),
    );
  };
}
