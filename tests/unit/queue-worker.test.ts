import type { Context, SQSRecord } from 'aws-lambda';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { queueWorker } from '../../shared/aws/queue-worker.ts';
import { Fault } from '../../shared/domain/fault.ts';

const id = '01KJQ6T0ZV8Q4N9E2M5R7S3XWY';
const context = { awsRequestId: 'req-1', getRemainingTimeInMillis: () => 5_000 } as Context;
const record = (messageId: string, body: string) =>
  ({ messageId, body, attributes: { ApproximateReceiveCount: '2' }, eventSource: 'aws:sqs' }) as SQSRecord;

/** What a worker logged and gave back to the queue. */
const run = async (handle: (id: string) => Promise<unknown>, body = JSON.stringify({ id })) => {
  const lines: unknown[] = [];
  const keep =
    (level: string) =>
    (...said: unknown[]): void => {
      lines.push([level, ...said]);
    };
  const logger = { info: keep('info'), warn: keep('warn'), error: keep('error') };
  const worker = queueWorker(z.object({ id: z.string() }), message => handle(message.id), logger);
  const back = await worker({ Records: [record('m-1', body)] }, context, () => undefined);
  return { lines, back: (back ?? { batchItemFailures: [] }).batchItemFailures.map(each => each.itemIdentifier) };
};
const keys = { requestId: 'req-1', message: 'm-1', receives: '2', instruction: id };

it('a message leaves a line by which its instruction is followed', async () => {
  expect(await run(async () => undefined)).toEqual({ lines: [['info', 'handled', keys]], back: [] });
});

it('a fault of the moment goes back to the queue, and its cause is logged', async () => {
  const cause = new TypeError('fetch failed');
  const { lines, back } = await run(() => Promise.reject(new Fault('transient', 'service-busy', {}, { cause })));
  expect(back).toEqual(['m-1']);
  const told = { fault: 'transient/service-busy', details: {}, cause: { name: 'TypeError', message: 'fetch failed' } };
  expect(lines).toEqual([['error', 'failed', { ...keys, ...told }]]);
});

it('what retrying cannot help is consumed, and says so', async () => {
  const { lines, back } = await run(() => Promise.reject(new Fault('missing', 'instruction', { id })));
  expect(back).toEqual([]);
  expect(lines).toEqual([['warn', 'consumed', { ...keys, fault: 'missing/instruction', details: { id } }]]);
});

it('a body that is no message goes back to the queue, and is not repeated in the log', async () => {
  const { lines, back } = await run(async () => undefined, 'no JSON at all');
  expect(back).toEqual(['m-1']);
  expect(JSON.stringify(lines)).not.toContain('no JSON');
});
