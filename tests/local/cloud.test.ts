import { createHash, createPublicKey, verify } from 'node:crypto';
import { PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { type Cloud, startCloud } from '../../local/cloud.ts';
import { judge } from '../../local/policy/judge.ts';
import { eventually } from './eventually.ts';
import { smallStack, writeTemplate } from './small-stack.ts';
import { outsider } from './use-cloud.ts';

let cloud: Cloud;
let out: ReturnType<typeof outsider>;
beforeAll(async () => {
  cloud = await startCloud({ templateDir: writeTemplate(smallStack()), record: true });
  out = outsider(cloud);
});
afterAll(() => cloud.stop());

const Seen = z.looseObject({
  rawPath: z.string(),
  body: z.string().optional(),
  requestContext: z.looseObject({ http: z.looseObject({ method: z.string() }) }),
});
const Signed = z.object({ signature: z.base64(), publicKey: z.base64(), secret: z.string() });
const put = (pk: string) => new PutItemCommand({ TableName: 'Small-Table', Item: { pk: { S: pk }, sk: { S: 'x' } } });

test('a request reaches the function of its route as an event of format 2.0, and its answer comes back', async () => {
  const answer = await fetch(`${cloud.url}/a%20b/c?x=1&x=2`, {
    method: 'POST',
    body: '{"名":1}',
    headers: { 'content-type': 'application/json', cookie: 'k=v; l=w' },
  });
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([200, ['a=1']]);
  expect(Seen.parse(await answer.json())).toMatchObject({
    version: '2.0',
    routeKey: 'ANY /{proxy+}',
    rawPath: '/a b/c',
    rawQueryString: 'x=1&x=2',
    queryStringParameters: { x: '1,2' },
    pathParameters: { proxy: 'a b/c' },
    cookies: ['k=v', 'l=w'],
    body: '{"名":1}',
    isBase64Encoded: false,
    requestContext: { http: { method: 'POST' } },
  });
});

test('no route is 404, a function that throws is 500 without its words, too large a body is 413', async () => {
  expect((await fetch(cloud.url)).status).toBe(404);
  const thrown = await fetch(`${cloud.url}/throw`);
  expect([thrown.status, await thrown.json()]).toEqual([500, { message: 'Internal Server Error' }]);
  expect((await fetch(`${cloud.url}/x`, { method: 'POST', body: 'x'.repeat(10 * 1024 * 1024 + 1) })).status).toBe(413);
});

test('a message sent over HTTP is worked off, its row is streamed, and the relay publishes it to the subscribed queue', async () => {
  await fetch(`${cloud.url}/send`, { method: 'POST', body: 'one', headers: { 'content-type': 'text/plain' } });
  await eventually(() => out.receive('Heard'), ['message one']);
  expect(await out.keys()).toContain('message one');
});

test('a message the function reports as failed comes again and ends in the dead letters after its last receive', async () => {
  await Promise.all([out.send('Work', 'fail always'), out.send('Work', 'two')]);
  await eventually(() => out.keys(), expect.arrayContaining(['message two']));
  await eventually(() => out.receive('Dead'), ['fail always']);
});

test('an invocation that outlasts its timeout fails, and the function goes on in a new thread', async () => {
  await out.send('Work', 'hang');
  await eventually(() => out.receive('Dead'), ['hang'], 15_000);
  await out.send('Work', 'three');
  await eventually(() => out.keys(), expect.arrayContaining(['message three']));
});

test('a delayed message is worked off at its time, not before', async () => {
  const sent = Date.now();
  await out.send('Work', 'later', 1);
  await eventually(() => out.keys(), expect.arrayContaining(['message later']));
  expect(Date.now() - sent).toBeGreaterThanOrEqual(1000);
});

test('one poisoned record of a transaction is bisected out and described to the failure queue, the others pass in order', async () => {
  const pks = ['message a', 'message poison', 'message b', 'quiet', 'other', 'message c'];
  const TransactItems = pks.map(pk => ({ Put: { TableName: 'Small-Table', Item: { pk: { S: pk }, sk: { S: 'x' } } } }));
  await out.db.send(new TransactWriteItemsCommand({ TransactItems }));
  const heard: string[] = [];
  await eventually(
    async () => heard.push(...(await out.receive('Heard'))) && heard.filter(key => /^message [abc]$/.test(key)),
    ['message a', 'message b', 'message c'],
  );
  expect(heard).not.toContain('other');
  const [failure = '{}'] = await eventually(
    () => out.receive('GivenUp'),
    [expect.stringContaining('RetryAttemptsExhausted')],
  );
  expect(JSON.parse(failure)).toMatchObject({
    DDBStreamBatchInfo: {
      batchSize: 1,
      streamArn: 'arn:aws:dynamodb:local-1:000000000000:table/Small-Table/stream/local',
    },
  });
});

test('a signature of KMS verifies with its public key, over a message or over its digest', async () => {
  const text = '止付';
  for (const [type, message] of [
    ['RAW', text],
    ['DIGEST', createHash('sha256').update(text).digest('base64')],
  ]) {
    const { signature, publicKey } = Signed.parse(await cloud.invoke('Signer', { text: message, type }));
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    expect(verify('sha256', Buffer.from(text), key, Buffer.from(signature, 'base64'))).toBe(true);
  }
  await expect(cloud.invoke('Signer', { text: 'short', type: 'DIGEST' })).rejects.toThrow('invalid length');
});

test('a secret is generated once, can be replaced, and its former value stays readable', async () => {
  const secrets = new SecretsManagerClient({
    region: 'local-1',
    endpoint: cloud.environment.AWS_ENDPOINT_URL_SECRETS_MANAGER ?? '',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  const { secret } = Signed.parse(await cloud.invoke('Signer', { text: 'x' }));
  expect(secret).toMatch(/^[A-Za-z0-9]{40}$/);
  await secrets.send(new CreateSecretCommand({ Name: 'bank/1', SecretString: 'old' }));
  await secrets.send(new PutSecretValueCommand({ SecretId: 'bank/1', SecretString: 'new' }));
  const value = async (VersionStage: string) =>
    (await secrets.send(new GetSecretValueCommand({ SecretId: 'bank/1', VersionStage }))).SecretString;
  expect([await value('AWSCURRENT'), await value('AWSPREVIOUS')]).toEqual(['new', 'old']);
  expect(
    Object.values((await secrets.send(new DescribeSecretCommand({ SecretId: 'bank/1' }))).VersionIdsToStages ?? {}),
  ).toEqual([['AWSCURRENT'], ['AWSPREVIOUS']]);
  await expect(secrets.send(new GetSecretValueCommand({ SecretId: 'bank/2' }))).rejects.toThrow("can't find");
});

test('an object put into the bucket is read back', async () => {
  const s3 = new S3Client({
    region: 'local-1',
    endpoint: cloud.environment.AWS_ENDPOINT_URL_S3 ?? '',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  await s3.send(new PutObjectCommand({ Bucket: 'small-bucket', Key: 'heads/1.json', Body: '{"a":1}' }));
  const got = await s3.send(new GetObjectCommand({ Bucket: 'small-bucket', Key: 'heads/1.json' }));
  expect(await got.Body?.transformToString()).toBe('{"a":1}');
});

test('an array attribute, which the emulator would never match against a filter, is refused when it is published', async () => {
  const sns = new SNSClient({
    region: 'local-1',
    endpoint: cloud.environment.AWS_ENDPOINT_URL_SNS ?? '',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  const publish = (kind: object) =>
    sns.send(
      new PublishCommand({
        TopicArn: 'arn:aws:sns:local-1:000000000000:Small-Topic',
        Message: 'x',
        MessageAttributes: { kind } as never,
      }),
    );
  await expect(publish({ DataType: 'String.Array', StringValue: '["seen"]' })).rejects.toThrow('String.Array');
  await publish({ DataType: 'String', StringValue: 'seen' });
  await eventually(() => out.receive('Heard'), ['x']);
});

test('every call of a function is recorded under its name, and each is one its role allows', async () => {
  await out.db.send(put('message recorded'));
  await eventually(() => out.receive('Heard'), ['message recorded']);
  const recorded = cloud.calls().filter(call => call.function === 'Relay');
  expect(recorded.at(-1)?.rights).toEqual([
    { action: 'sns:Publish', resource: 'arn:aws:sns:local-1:000000000000:Small-Topic' },
  ]);
  expect(judge(cloud).denied).toEqual([]);
});
