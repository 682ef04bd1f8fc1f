import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';

export interface Floor {
  /** One pass over the fixed floor, in ms: the least any such system must do, one call after another. */
  readonly pass: () => Promise<number>;
  /** The pass and six transactions of two items, in ms. */
  readonly loop: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

/**
 * Straight through the SDK on the same emulators: one transaction of 4 items, one SQS hop, one SNS to SQS hop, one SQS hop,
 * 4 reads, one HTTP request in and one out.
 */
export async function startFloor(name: string): Promise<Floor> {
  const client = new DynamoDBClient({});
  const db = DynamoDBDocumentClient.from(client);
  const sqs = new SQSClient({});
  const sns = new SNSClient({});
  const table = `floor-${name}`;
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
    }),
  );
  const queue = async (suffix: string): Promise<string> =>
    (await sqs.send(new CreateQueueCommand({ QueueName: `floor-${name}-${suffix}` }))).QueueUrl ?? '';
  const [first, second, third] = await Promise.all(['1', '2', '3'].map(queue));
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: `floor-${name}` }));
  const arn = `arn:aws:sqs:${await sqs.config.region()}:000000000000:floor-${name}-2`;
  await sns.send(
    new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: arn, Attributes: { RawMessageDelivery: 'true' } }),
  );
  const server = createServer((request, response) => request.resume().on('end', () => response.writeHead(204).end()));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  const request = async (): Promise<void> => {
    const response = await fetch(url, { method: 'POST', body: '{}' });
    await response.arrayBuffer();
  };
  const hop = async (to: string | undefined, send: () => Promise<unknown>): Promise<void> => {
    const waiting = sqs.send(new ReceiveMessageCommand({ QueueUrl: to, WaitTimeSeconds: 20 }));
    await send();
    const { Messages = [] } = await waiting;
    await Promise.all(
      Messages.map(({ ReceiptHandle }) => sqs.send(new DeleteMessageCommand({ QueueUrl: to, ReceiptHandle }))),
    );
  };
  const transaction = (items: number): Promise<unknown> => {
    const pk = randomUUID();
    const TransactItems = Array.from({ length: items }, (_, i) => ({
      Put: {
        TableName: table,
        Item: { pk, sk: String(i), text: 'x'.repeat(400) },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    }));
    return db.send(new TransactWriteCommand({ TransactItems }));
  };
  const body = JSON.stringify({ id: 'x'.repeat(200) });

  const steps = async (): Promise<void> => {
    await request();
    await transaction(4);
    await hop(first, () => sqs.send(new SendMessageCommand({ QueueUrl: first, MessageBody: body })));
    await hop(second, () => sns.send(new PublishCommand({ TopicArn, Message: body })));
    await hop(third, () => sqs.send(new SendMessageCommand({ QueueUrl: third, MessageBody: body })));
    for (let i = 0; i < 4; i += 1)
      await db.send(new GetCommand({ TableName: table, Key: { pk: 'none', sk: String(i) }, ConsistentRead: true }));
    await request();
  };
  const timed = async (work: () => Promise<void>): Promise<number> => {
    const from = performance.now();
    await work();
    return performance.now() - from;
  };
  return {
    pass: () => timed(steps),
    loop: () =>
      timed(async () => {
        await steps();
        for (let i = 0; i < 6; i += 1) await transaction(2);
      }),
    stop: async () => {
      client.destroy();
      sqs.destroy();
      sns.destroy();
      await new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
