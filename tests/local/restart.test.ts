import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTableCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { type Cloud, startCloud } from '../../local/cloud.ts';
import { eventually } from './eventually.ts';
import { startProcess } from './small-process.ts';
import { lambda, smallStack, writeTemplate } from './small-stack.ts';
import { outsider } from './use-cloud.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'data-'));

async function during(
  options: Parameters<typeof startCloud>[0],
  work: (cloud: Cloud, out: ReturnType<typeof outsider>) => Promise<void>,
): Promise<void> {
  const cloud = await startCloud(options);
  try {
    await work(cloud, outsider(cloud));
  } finally {
    await cloud.stop();
  }
}

const without = (...ids: string[]) =>
  Object.fromEntries(Object.entries(smallStack()).filter(([id]) => !ids.includes(id)));

function processesOn(dataDir: string): string[] {
  const lines = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(pid => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      } catch {
        return '';
      }
    });
  return lines.filter(line => line.includes(dataDir));
}

test('what was acknowledged before a kill is worked off after the restart: messages, rows and what the stream owes', async () => {
  const patient = smallStack();
  Object.assign(patient.Work?.Properties ?? {}, { VisibilityTimeout: 60 });
  for (const id of ['Worker', 'Relay']) Object.assign(patient[id]?.Properties ?? {}, { Timeout: 10 });
  const [template, dataDir] = [writeTemplate(patient), folder()];
  const acknowledged = new Set<string>();
  for (const round of [1, 2, 3]) {
    const running = await startProcess(template, dataDir);
    const out = outsider(running);
    let sending = true;
    const senders = [1, 2, 3, 4].map(async sender => {
      for (let i = 0; sending; i++) {
        const body = `${round}-${sender}-${i}`;
        await out.send('Work', body).then(
          () => acknowledged.add(`message ${body}`),
          () => {},
        );
      }
    });
    await eventually(() => acknowledged.size >= round * 40, true);
    sending = false;
    await running.kill();
    await Promise.all(senders);
    await eventually(() => processesOn(dataDir), []);
  }
  await during({ templateDir: template, dataDir }, async (_, out) => {
    const heard = new Set<string>();
    await eventually(
      async () => {
        for (const body of await out.receive('Heard')) heard.add(body);
        return [...acknowledged].filter(key => !heard.has(key));
      },
      [],
      20_000,
    );
    expect(await out.keys()).toEqual(expect.arrayContaining([...acknowledged]));
    expect(await out.receive('Dead')).toEqual([]);
  });
}, 60_000);

test('data, secrets, keys and positions stay over a stop and a start, and nothing is relayed twice', async () => {
  const [templateDir, dataDir] = [writeTemplate(smallStack()), folder()];
  let before: unknown;
  await during({ templateDir, dataDir }, async (cloud, out) => {
    before = await cloud.invoke('Signer', { text: 'x' });
    await out.send('Work', 'once');
    await eventually(() => out.receive('Heard'), ['message once']);
  });
  await during({ templateDir, dataDir }, async (cloud, out) => {
    const { publicKey, secret } = Object(before);
    expect(await cloud.invoke('Signer', { text: 'x' })).toMatchObject({ publicKey, secret });
    await out.send('Work', 'twice');
    await eventually(() => out.receive('Heard'), ['message twice']);
    expect(await out.keys()).toEqual(['message once', 'message twice']);
  });
});

test('a changed template changes attributes, indexes and filters of what is there and keeps the data', async () => {
  const dataDir = folder();
  await during({ templateDir: writeTemplate(smallStack()), dataDir }, async (_, out) => {
    await out.db.send(
      new PutItemCommand({
        TableName: 'Small-Table',
        Item: { pk: { S: 'seen a' }, sk: { S: 'x' }, owner: { S: 'me' }, place: { S: 'here' } },
      }),
    );
    await eventually(() => out.receive('Heard'), ['seen a']);
  });
  const changed = smallStack();
  const table = changed.Table?.Properties ?? {};
  const index = (name: string) => ({
    IndexName: `by-${name}`,
    KeySchema: [{ AttributeName: name, KeyType: 'HASH' }],
    Projection: { ProjectionType: 'KEYS_ONLY' },
  });
  table.GlobalSecondaryIndexes = [index('place')];
  table.AttributeDefinitions = ['pk', 'sk', 'place'].map(AttributeName => ({ AttributeName, AttributeType: 'S' }));
  Object.assign(changed.Work?.Properties ?? {}, { VisibilityTimeout: 7 });
  Object.assign(changed.Subscription?.Properties ?? {}, { FilterPolicy: { kind: ['other'] } });
  await during({ templateDir: writeTemplate(changed), dataDir }, async (cloud, out) => {
    const described = await out.db.send(new DescribeTableCommand({ TableName: 'Small-Table' }));
    expect(described.Table?.GlobalSecondaryIndexes?.map(one => one.IndexName)).toEqual(['by-place']);
    const found = await out.db.send(
      new QueryCommand({
        TableName: 'Small-Table',
        IndexName: 'by-place',
        KeyConditionExpression: 'place = :p',
        ExpressionAttributeValues: { ':p': { S: 'here' } },
      }),
    );
    expect(found.Items?.map(item => item.pk?.S)).toEqual(['seen a']);
    const sqs = new SQSClient({
      region: 'local-1',
      endpoint: cloud.environment.AWS_ENDPOINT_URL_SQS ?? '',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    const QueueUrl = `${cloud.environment.AWS_ENDPOINT_URL_SQS}/000000000000/Small-Work`;
    expect(
      (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['VisibilityTimeout'] }))).Attributes,
    ).toEqual({ VisibilityTimeout: '7' });
    for (const pk of ['seen b', 'other b'])
      await out.db.send(new PutItemCommand({ TableName: 'Small-Table', Item: { pk: { S: pk }, sk: { S: 'x' } } }));
    await eventually(() => out.receive('Heard'), ['other b']);
  });
});

test('a second start on the same folder is refused while the first runs', async () => {
  const [templateDir, dataDir] = [writeTemplate(smallStack()), folder()];
  await during({ templateDir, dataDir }, async () => {
    await expect(startCloud({ templateDir, dataDir })).rejects.toMatchObject({ kind: 'invalid', code: 'data-locked' });
  });
});

test.each([
  ['cloud.db', 'cloud.db'],
  ['dynamodb.db', 'dynamodb.db'],
  ['fauxqs.db', 'fauxqs.db'],
  ['keys/Small-Key.pem', 'Small-Key.pem'],
])('a damaged %s is named, and nothing is left running', async (file, named) => {
  const [templateDir, dataDir] = [writeTemplate(smallStack()), folder()];
  await during({ templateDir, dataDir }, async () => {});
  rmSync(join(dataDir, `${file}-wal`), { force: true });
  writeFileSync(join(dataDir, file), 'not what it was '.repeat(400));
  await expect(startCloud({ templateDir, dataDir })).rejects.toMatchObject({
    code: 'data-damaged',
    details: { file: expect.stringContaining(named) },
  });
  await eventually(() => processesOn(dataDir), []);
});

test('a port that something else uses is named with the part that wanted it', async () => {
  const templateDir = writeTemplate(smallStack());
  await during({ templateDir }, async ({ environment, url }) => {
    const port = (address: string | undefined): number => Number(new URL(address ?? '').port);
    const taken = {
      messaging: port(environment.AWS_ENDPOINT_URL_SQS),
      dynamodb: port(environment.AWS_ENDPOINT_URL_DYNAMODB),
      services: port(environment.AWS_ENDPOINT_URL_KMS),
      http: port(url),
    };
    for (const [part, number] of Object.entries(taken)) {
      await expect(startCloud({ templateDir, ports: { [part]: number } })).rejects.toMatchObject({
        code: 'port-in-use',
        details: { part, port: number },
      });
    }
  });
});

test.each([
  ['an unknown type of resource', { Odd: { Type: 'Custom::Thing' } }, 'unknown-resource-type', 'Odd'],
  ['a nested stack', { Odd: { Type: 'AWS::CloudFormation::Stack' } }, 'unknown-resource-type', 'Odd'],
  [
    'a property nothing here can honour',
    { Odd: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } } },
    'unsupported-property',
    'Odd',
  ],
  [
    'a filter the emulator gets wrong',
    {
      Odd: {
        Type: 'AWS::SNS::Subscription',
        Properties: {
          TopicArn: { Ref: 'Topic' },
          Protocol: 'sqs',
          Endpoint: { 'Fn::GetAtt': ['Dead', 'Arn'] },
          FilterPolicy: { n: [{ numeric: ['>', 1] }] },
        },
      },
    },
    'unsupported-property',
    'Odd',
  ],
  [
    'a subscription that is not a queue',
    {
      Odd: {
        Type: 'AWS::SNS::Subscription',
        Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'email', Endpoint: 'a@b.example' },
      },
    },
    'unsupported-property',
    'Odd',
  ],
  [
    'a reference to nothing',
    { Odd: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'Nobody' } } } },
    'unknown-reference',
    'Nobody',
  ],
])('%s is an error that names it, not a silent skip', async (_, resources, code, id) => {
  const templateDir = writeTemplate({ ...smallStack(), ...resources });
  await expect(startCloud({ templateDir })).rejects.toMatchObject({ code, details: { id } });
});

test('a function that fails to load fails the start, in its own words', async () => {
  const broken = { ...without('WorkMapping'), Worker: lambda('missing') };
  await expect(startCloud({ templateDir: writeTemplate(broken) })).rejects.toMatchObject({
    code: 'function-init',
    details: { function: 'Small-Worker', said: expect.stringContaining('missing') },
  });
});
