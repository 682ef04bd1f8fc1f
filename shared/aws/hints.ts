import { SendMessageBatchCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Hints } from '../contract/hints.ts';
import type { Deadline } from '../contract/messages.ts';
import { Fault } from '../domain/fault.ts';

/** SQS delays at most this long; a deadline further off is set again when its message arrives. */
const longestDelaySeconds = 900;

/** Whole seconds only: a message may come less than a second early, and the handler waits the rest. */
const delaySeconds = (dueAt: number, now: number): number =>
  Math.min(Math.max(Math.floor((dueAt - now) / 1000), 0), longestDelaySeconds);

const send = async (sqs: SQSClient, queue: string, message: unknown, delay = 0): Promise<void> => {
  await sqs.send(
    new SendMessageCommand({ QueueUrl: queue, MessageBody: JSON.stringify(message), DelaySeconds: delay }),
  );
};

/** Hints over SQS; a function that has no intake queue dispatches nothing. */
export const sqsHints = (
  sqs: SQSClient,
  queues: { readonly deadlines: string; readonly intake?: string },
  clock: () => number,
): Hints => ({
  deadline: message => send(sqs, queues.deadlines, message, delaySeconds(message.dueAt, clock())),
  intake: async message => {
    if (queues.intake) await send(sqs, queues.intake, message);
  },
});

/** Queues many deadlines, ten a request. @throws Fault transient where the queue refused one */
export const queueDeadlines = async (
  sqs: SQSClient,
  queue: string,
  deadlines: readonly Deadline[],
  now: number,
): Promise<void> => {
  for (let i = 0; i < deadlines.length; i += 10) {
    const Entries = deadlines.slice(i, i + 10).map((deadline, at) => ({
      Id: String(at),
      MessageBody: JSON.stringify(deadline),
      DelaySeconds: delaySeconds(deadline.dueAt, now),
    }));
    const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: queue, Entries }));
    if (Failed.length > 0) throw new Fault('transient', 'deadline-not-queued', { count: Failed.length });
  }
};
