import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { dynamoLedger } from '../../shared/aws/ledger.ts';
import { type CommandLine, commandLine } from '../support/cli.ts';
import { startCounty, type TestCounty } from '../support/county.ts';
import { order, shanghai } from '../support/orders.ts';

// Each command is a process of its own, and a busy machine takes its time over ten of them.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let county: TestCounty;
let cli: CommandLine;
let sqs: SQSClient;
let heard: string;

const client = (service: string) => ({
  region: county.cloud.environment.AWS_REGION ?? '',
  endpoint: county.cloud.environment[`AWS_ENDPOINT_URL_${service}`] ?? '',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
const output = (name: string): string => county.cloud.outputs[name] ?? '';

/** A queue that hears everything on the topic of events from now on. */
const listen = async (): Promise<string> => {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'test-listener' }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  const sns = new SNSClient(client('SNS'));
  const Attributed = { RawMessageDelivery: 'true' };
  await sns.send(
    new SubscribeCommand({
      TopicArn: output('EventsTopic'),
      Protocol: 'sqs',
      Endpoint: Attributes?.QueueArn,
      Attributes: Attributed,
    }),
  );
  return QueueUrl;
};

const take = async (queue: string): Promise<Message[]> => {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queue,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: 1,
      MessageAttributeNames: ['All'],
    }),
  );
  return Messages;
};

/** Takes messages until they satisfy, and deletes them. */
const drain = async (queue: string, enough: (bodies: readonly string[]) => boolean): Promise<string[]> => {
  const bodies: string[] = [];
  while (!enough(bodies)) {
    for (const { Body = '', ReceiptHandle } of await take(queue)) {
      bodies.push(Body);
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle }));
    }
  }
  return bodies;
};

/** Takes whatever is there, until nothing comes any more. */
const empty = async (queue: string): Promise<void> => {
  for (let found = await take(queue); found.length > 0; found = await take(queue))
    for (const { ReceiptHandle } of found) await sqs.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle }));
};

beforeAll(async () => {
  county = await startCounty();
  cli = commandLine(county);
  sqs = new SQSClient(client('SQS'));
  heard = await listen();
});

afterAll(async () => {
  await county?.stop();
  cli?.stop();
});

const local = async (...args: string[]) => {
  const ran = await cli.run([...args, '--local', '--json']);
  return { code: ran.code, err: ran.err, body: ran.json() };
};

/** Issues to the rural bank and gives every event that the relay published of it. */
const issueAndHear = async (account: string): Promise<{ id: string; events: string[] }> => {
  const { id } = await cli.as('lin.haoran')(...order({ account }));
  const ledger = dynamoLedger(county.db, output('LedgerTable'), Date.now);
  const events = await drain(heard, bodies => bodies.filter(body => body.includes(id)).length >= 3);
  await empty(heard);
  const kept = (await ledger.history(id))?.events ?? [];
  expect(kept.length).toBeGreaterThanOrEqual(3);
  return { id, events };
};

test("a direct bank's dead letters go back to its queue as they were, and are gone from the dead", async () => {
  const issued = await cli.as('lin.haoran')(
    ...order({ account: '62226000000401' }).map(word => (word === '农商行' ? 'BOCOM' : word)),
  );
  const queue = output('QueueDirectBOCOM');
  const received = async (): Promise<Message> => {
    for (;;) {
      const [message] = await take(queue);
      if (message) return message;
    }
  };
  const first = await received();
  for (let receives = 1; receives < 5; receives += 1) {
    const { ReceiptHandle } = receives === 1 ? first : await received();
    await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: queue, ReceiptHandle, VisibilityTimeout: 0 }));
  }
  const { ReceiptHandle } = await received();
  await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: queue, ReceiptHandle, VisibilityTimeout: 0 }));
  expect(await take(queue)).toEqual([]);
  const listed = (await local('replay')).body.queues;
  expect(listed).toContainEqual({ queue: 'direct-BOCOM-dead-letters', waiting: 1 });

  const { code, body } = await local('replay', 'direct-bocom');
  expect({ code, body }).toEqual({
    code: 0,
    body: { replayed: [{ queue: 'direct-BOCOM-dead-letters', replayed: 1, refused: 0, forgotten: [] }] },
  });
  const again = await received();
  expect([again.Body, again.MessageAttributes]).toEqual([first.Body, first.MessageAttributes]);
  expect(JSON.parse(again.Body ?? '{}')).toMatchObject({ id: issued.id, bank: 'BOCOM' });
  expect((await local('replay')).body.queues).toContainEqual({ queue: 'direct-BOCOM-dead-letters', waiting: 0 });
});

test('a queue nobody knows is wrong use, and the known ones are named', async () => {
  const ran = await cli.run(['replay', 'nonsense', '--local']);
  expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('intake-dead-letters') });
});

interface Place {
  readonly shardId: string;
  readonly first: string;
  readonly last: string;
}

/** Where the events of an instruction stand in the ledger's stream. */
const placeInStream = async (id: string): Promise<Place> => {
  const { Table } = await new DynamoDBClient(client('DYNAMODB')).send(
    new DescribeTableCommand({ TableName: output('LedgerTable') }),
  );
  const streams = new DynamoDBStreamsClient(client('DYNAMODB'));
  const StreamArn = Table?.LatestStreamArn;
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
  const { ShardIterator } = await streams.send(
    new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
  );
  const { Records = [] } = await streams.send(new GetRecordsCommand({ ShardIterator }));
  const own = Records.filter(
    ({ dynamodb }) => dynamodb?.Keys?.pk?.S === `INS#${id}` && dynamodb.Keys.sk?.S?.startsWith('EVT#'),
  );
  return {
    shardId: ShardId ?? '',
    first: own.at(0)?.dynamodb?.SequenceNumber ?? '',
    last: own.at(-1)?.dynamodb?.SequenceNumber ?? '',
  };
};

/** What Lambda leaves in the queue when it gives a batch up. */
const giveUp = ({ shardId, first, last }: Place) =>
  sqs.send(
    new SendMessageCommand({
      QueueUrl: output('RelayFailures'),
      MessageBody: JSON.stringify({
        requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 21 },
        version: '1.0',
        timestamp: new Date().toISOString(),
        DDBStreamBatchInfo: {
          shardId,
          startSequenceNumber: first,
          endSequenceNumber: last,
          batchSize: 1,
          streamArn: 'arn',
        },
      }),
    }),
  );

test('events of a batch that the relay gave up are published again by replay', async () => {
  const { id, events } = await issueAndHear('62306500000402');
  const own = events.filter(body => body.includes(id));
  await giveUp(await placeInStream(id));
  const { code, body } = await local('replay', 'relay-events');
  expect(code).toBe(0);
  expect(body.replayed[0].replayed).toBeGreaterThanOrEqual(own.length);
  const again = await drain(heard, bodies => own.every(each => bodies.includes(each)));
  expect(again).toEqual(expect.arrayContaining(own));
  expect((await local('replay')).body.queues).toContainEqual({ queue: 'relay-events-failures', waiting: 0 });
});

test('a batch that the stream has forgotten stays, and re-announce is named; then it is dropped', async () => {
  await giveUp({ shardId: 'shardId-00000000000000000000-00000000', first: '999999999', last: '999999999' });
  const told = await cli.run(['replay', '--all', '--local']);
  expect(told).toMatchObject({ code: 1, out: expect.stringMatching(/liaison re-announce --from "\d{4}-/) });
  const waiting = async (): Promise<number> =>
    (await local('replay')).body.queues.find(({ queue }: { queue: string }) => queue === 'relay-events-failures')
      .waiting;
  expect(await waiting()).toBe(1);
  expect((await local('replay', 'relay-events', '--drop-forgotten')).code).toBe(0);
  expect(await waiting()).toBe(0);
});

test('re-announce publishes again what happened in a span of time, and nothing else', async () => {
  const { id: before } = await issueAndHear('62306500000403');
  const from = new Date().toISOString();
  const { id, events } = await issueAndHear('62306500000404');
  const own = events.filter(body => body.includes(id));
  const { code, body } = await local('re-announce', '--from', from);
  expect(code).toBe(0);
  expect(body.events).toBeGreaterThanOrEqual(own.length);
  const again = await drain(heard, bodies => own.every(each => bodies.includes(each)));
  expect(again.some(each => each.includes(before) && JSON.parse(each).type === 'issued')).toBe(false);
  expect(await cli.run(['re-announce', '--local', '--from', shanghai(-1), '--to', shanghai(-2)])).toMatchObject({
    code: 2,
  });
});
