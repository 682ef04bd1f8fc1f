import { Logger } from '@aws-lambda-powertools/logger';
import type { Context, SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { queueWorker } from '../../shared/aws/queue-worker.ts';
import { Fault } from '../../shared/domain/fault.ts';

const Message = z.object({ id: z.string() });
const quiet = Object.assign(new Logger(), { warn: () => {}, error: () => {} });

/** As SQS hands it over. */
const event = (...bodies: string[]): SQSEvent => ({
  Records: bodies.map((body, at) => ({
    messageId: `m-${at}`,
    receiptHandle: `r-${at}`,
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '1795140000000',
      SenderId: 'AIDAEXAMPLE',
      ApproximateFirstReceiveTimestamp: '1795140000100',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-west-1:111122223333:deadlines',
    awsRegion: 'eu-west-1',
  })),
});
const context = { awsRequestId: 'a', getRemainingTimeInMillis: () => 5_000 } as Context;

const failed = async (handle: (id: string) => Promise<unknown>, ...bodies: string[]): Promise<string[]> => {
  const handler = queueWorker(Message, ({ id }) => handle(id), quiet);
  const answer = await handler(event(...bodies), context, () => {});
  return (answer?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
};
const message = (id: string): string => JSON.stringify({ id });

describe('a worker of a queue', () => {
  it('takes every message by itself and fails only those that failed', async () => {
    const done: string[] = [];
    const handle = async (id: string): Promise<void> => {
      if (id === 'b') throw new Error('broken');
      done.push(id);
    };
    expect(await failed(handle, message('a'), message('b'), message('c'))).toEqual(['m-1']);
    expect(done).toEqual(['a', 'c']);
  });

  it.each(['invalid', 'forbidden', 'missing'] as const)('consumes what is %s, for retrying cannot help', async kind => {
    expect(await failed(() => Promise.reject(new Fault(kind, 'code')), message('a'))).toEqual([]);
  });

  it.each(['conflict', 'transient', 'bug'] as const)('gives back what is %s', async kind => {
    expect(await failed(() => Promise.reject(new Fault(kind, 'code')), message('a'))).toEqual(['m-0']);
  });

  it('gives back what it cannot read, so that it ends in the dead letters with an alarm', async () => {
    expect(await failed(async () => {}, 'not json', '{"id":7}', message('a'))).toEqual(['m-0', 'm-1']);
  });

  it('fails a whole batch without an error, so that each message counts its own tries', async () => {
    expect(await failed(() => Promise.reject(new Error('all')), message('a'), message('b'))).toEqual(['m-0', 'm-1']);
  });
});
