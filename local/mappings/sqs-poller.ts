import type { LocalFunction } from '../functions/function.ts';
import type { SqsQueue, SqsStore } from '../messaging/emulator.ts';
import { region } from '../names.ts';
import { batchFailures } from './batch-failures.ts';

type Message = ReturnType<SqsQueue['dequeue']>[number];

export interface SqsMapping {
  readonly queue: SqsQueue;
  readonly target: LocalFunction;
  readonly batchSize: number;
  readonly windowMs: number;
  readonly partial: boolean;
  readonly concurrency: number;
  readonly passes?: (record: unknown) => boolean;
  /** Chaos tests put duplicates, delays and disorder in here. */
  readonly upset?: (
    messages: readonly Message[],
    deliver: (messages: readonly Message[]) => Promise<void>,
  ) => Promise<void>;
}

export interface Poller {
  readonly stop: () => Promise<void>;
}

/** Feeds a function from a queue; it reads the emulator's store, so a message is on its way in the moment it is sent. */
export function pollQueue(sqs: SqsStore, mapping: SqsMapping): Poller {
  const { queue, batchSize, concurrency, windowMs } = mapping;
  const running = new Set<Promise<void>>();
  let stopped = false;

  const receive = (most: number): Message[] => queue.dequeue(most, undefined, arn => sqs.getQueueByArn(arn));

  const gather = async (): Promise<Message[]> => {
    const messages = receive(Math.min(10, batchSize));
    const until = Date.now() + windowMs;
    while (messages.length > 0 && messages.length < batchSize && !stopped) {
      const more = receive(Math.min(10, batchSize - messages.length));
      messages.push(...more);
      const left = until - Date.now();
      if (more.length === 0 && left <= 0) break;
      if (more.length === 0) await queue.waitForMessages(left / 1000);
    }
    return messages;
  };

  const loop = async (): Promise<void> => {
    while (!stopped) {
      const messages = await gather();
      if (messages.length === 0) {
        await queue.waitForMessages(20);
        continue;
      }
      const work = (mapping.upset ?? ((all, deliver) => deliver(all)))(messages, all => deliver(mapping, all)).finally(
        () => running.delete(work),
      );
      running.add(work);
      while (running.size >= concurrency && !stopped) await Promise.race(running);
    }
  };

  const looping = loop();
  return {
    stop: async () => {
      stopped = true;
      queue.cancelWaiters();
      await looping;
      await Promise.allSettled(running);
    },
  };
}

async function deliver({ queue, target, partial, passes }: SqsMapping, messages: readonly Message[]): Promise<void> {
  const records = messages.map(message => record(queue, message));
  const wanted = passes ? records.filter(one => passes({ ...one, body: json(one.body) })) : records;
  const outcome = wanted.length > 0 ? await target.invoke({ Records: wanted }) : undefined;
  const failed =
    outcome === undefined
      ? new Set<string>()
      : batchFailures(
          outcome,
          wanted.map(one => one.messageId),
          partial,
        );
  for (const message of messages) if (!failed.has(message.MessageId)) queue.deleteMessage(message.ReceiptHandle);
}

/** The shape Lambda gives a message; filters see its body parsed where it is JSON. */
function record(queue: SqsQueue, message: Message) {
  const held = queue.inflightMessages.get(message.ReceiptHandle)?.message;
  const attributes = Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [
    name,
    {
      stringValue: value.StringValue,
      binaryValue: value.BinaryValue,
      stringListValues: [],
      binaryListValues: [],
      dataType: value.DataType,
    },
  ]);
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: {
      ApproximateReceiveCount: String(held?.approximateReceiveCount ?? 1),
      SentTimestamp: String(held?.sentTimestamp ?? Date.now()),
      SenderId: 'local',
      ApproximateFirstReceiveTimestamp: String(held?.approximateFirstReceiveTimestamp ?? Date.now()),
    },
    messageAttributes: Object.fromEntries(attributes),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queue.arn,
    awsRegion: region,
  };
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
