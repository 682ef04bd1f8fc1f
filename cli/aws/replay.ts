import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { type Message, SQSClient } from '@aws-sdk/client-sqs';
import { announce } from '../../shared/app/re-announce.ts';
import { connect, patient } from '../../shared/aws/connect.ts';
import { moveBack, received, release, remove, waiting } from '../../shared/aws/dead-letters.ts';
import { eventsIn, GivenUp, streamOf } from '../../shared/aws/stream-failures.ts';
import { eventsAccess } from './access.ts';
import type { Deployment } from './deployment.ts';
import type { DeadQueue } from './queues.ts';

export interface Replayed {
  readonly queue: string;
  /** Messages that went back, or events that were published anew. */
  readonly replayed: number;
  /** Messages that could not be moved and lie where they were. */
  readonly refused: number;
  /** Batches that the stream no longer remembers, by the time they were given up. */
  readonly forgotten: readonly string[];
}

/** Publishes what batches of the stream held. Those it has forgotten stay, unless they are to be dropped. */
const replayStream = async (
  deployment: Deployment,
  { name, from }: DeadQueue,
  { sqs, before, drop }: { sqs: SQSClient; before: number; drop: boolean },
): Promise<Replayed> => {
  const streams = connect(DynamoDBStreamsClient, patient);
  const stream = await streamOf(connect(DynamoDBClient, patient), deployment.output('LedgerTable'));
  const deps = eventsAccess(deployment);
  const forgotten: string[] = [];
  const kept: Message[] = [];
  let replayed = 0;
  for await (const messages of received(sqs, from, before)) {
    for (const message of messages) {
      const batch = GivenUp.parse(JSON.parse(message.Body ?? ''));
      const events = await eventsIn(streams, stream, batch);
      if (events) {
        await announce(deps, events);
        replayed += events.length;
      } else forgotten.push(batch.timestamp);
      if (events || drop) await remove(sqs, from, [message]);
      else kept.push(message);
    }
  }
  await release(sqs, from, kept);
  return { queue: name, replayed, refused: 0, forgotten };
};

/** Replays queues of dead letters side by side; what fails again while this runs is left for the next time. */
export const replay = (
  deployment: Deployment,
  queues: readonly DeadQueue[],
  { drop }: { drop: boolean },
): Promise<Replayed[]> => {
  const sqs = connect(SQSClient, patient);
  const before = Date.now();
  return Promise.all(
    queues.map(async (queue): Promise<Replayed> => {
      const { name, from, to } = queue;
      if (to === undefined) return replayStream(deployment, queue, { sqs, before, drop });
      const { moved, refused } = await moveBack(sqs, { from, to }, before);
      return { queue: name, replayed: moved, refused, forgotten: [] };
    }),
  );
};

/** How much lies in each queue, about. */
export const deadCounts = (queues: readonly DeadQueue[]): Promise<{ queue: string; waiting: number }[]> => {
  const sqs = connect(SQSClient, patient);
  return Promise.all(queues.map(async ({ name, from }) => ({ queue: name, waiting: await waiting(sqs, from) })));
};
