import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, expect, test } from 'vitest';
import * as z from 'zod';
import { type Cloud, type CloudOptions, startCloud } from '../../local/cloud.ts';
import { seeded } from '../../local/faults/seeded.ts';
import { eventually } from './eventually.ts';
import { lambda, smallStack, writeTemplate } from './small-stack.ts';
import { outsider } from './use-cloud.ts';

let cloud: Cloud;
afterEach(() => cloud?.stop());

/** The worker in two steps, patient queues, and nothing else that publishes. */
function stack() {
  const { Relay: _, StreamMapping: __, ...rest } = smallStack();
  Object.assign(rest.Work?.Properties ?? {}, {
    RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 50 },
  });
  Object.assign(rest.WorkMapping?.Properties ?? {}, { BatchSize: 2 });
  return { ...rest, Worker: lambda('twoSteps'), Try: lambda('tryPut', { Timeout: 20 }) };
}

async function run(faults: CloudOptions['faults'], more: Partial<CloudOptions> = {}) {
  cloud = await startCloud({
    templateDir: writeTemplate(stack()),
    ...(faults ? { faults } : {}),
    record: true,
    ...more,
  });
  return outsider(cloud);
}

async function heardAll(out: ReturnType<typeof outsider>, wanted: readonly string[]): Promise<string[]> {
  const heard: string[] = [];
  await eventually(
    async () => {
      heard.push(...(await out.receive('Heard')));
      return wanted.filter(body => !heard.includes(body));
    },
    [],
    25_000,
  );
  return heard;
}

const bodies = Array.from({ length: 20 }, (_, i) => `m${i}`);

test('the same seed decides the same, another seed otherwise', () => {
  const draw = (seed: number): number[] => Array.from({ length: 5 }, seeded(seed));
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  expect(draw(7).every(value => value >= 0 && value < 1)).toBe(true);
});

test('duplicated, delayed and reordered deliveries bring every message at least once, some twice, out of order', async () => {
  const out = await run({ queues: { seed: 3, duplicate: 0.5, delay: 0.5, delayMs: 100, reorder: 0.5 } });
  for (const body of bodies) await out.send('Work', body);
  const heard = await heardAll(out, bodies);
  await eventually(async () => heard.push(...(await out.receive('Heard'))) && heard.length > bodies.length, true);
  expect([...new Set(heard)]).not.toEqual(bodies);
});

test('a function that dies between its two calls is run again, and the second call is made after all', async () => {
  const out = await run({ calls: { seed: 1, dieAt: { Worker: 2 } } });
  await out.send('Work', 'm1');
  await heardAll(out, ['m1']);
  const { Item } = await out.db.send(
    new GetItemCommand({
      TableName: 'Small-Table',
      Key: { pk: { S: 'message m1' }, sk: { S: 'x' } },
      ConsistentRead: true,
    }),
  );
  expect(Number(Item?.body?.S)).toBeGreaterThan(1);
});

test('functions that die, fail, are throttled or lose answers at random bring every message in the end', async () => {
  const out = await run({ calls: { seed: 5, die: 0.03, fail: 0.05, throttle: 0.05, lose: 0.05 } });
  for (const body of bodies) await out.send('Work', body);
  await heardAll(out, bodies);
  expect(await out.receive('Dead')).toEqual([]);
});

test('what is thrown at a function carries the name a real service gives', async () => {
  await run({ calls: { seed: 2, throttle: 1 } });
  expect(z.array(z.string()).parse(await cloud.invoke('Try', { times: 1 }))).toEqual(['ThrottlingException']);
});

test('a call that hangs ends with the timeout of the function', async () => {
  await run({ calls: { seed: 2, hang: 1 } });
  await expect(cloud.invoke('Worker', { Records: [{ body: 'x', attributes: {} }] })).rejects.toThrow(
    'Task timed out after 2 seconds',
  );
});

test('a call whose answer is lost has happened all the same', async () => {
  const out = await run({ calls: { seed: 2, lose: 1 } });
  await cloud.invoke('Try', { times: 1 });
  expect(await out.keys()).toEqual(['try 0']);
});
