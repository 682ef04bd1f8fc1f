import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Store, startStore } from '../support/tables.ts';

let store: Store;
beforeAll(async () => {
  store = await startStore();
});
afterAll(() => store.stop());

test('an item put into the ledger is found by its deadline bucket', async () => {
  const table = await store.createLedger();
  const db = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  await db.send(
    new PutCommand({ TableName: table, Item: { pk: 'a', sk: 'STATE', dueBucket: 'b1', dueAt: 5, round: 2, other: 1 } }),
  );
  const found = await db.send(
    new QueryCommand({
      TableName: table,
      IndexName: 'due',
      KeyConditionExpression: 'dueBucket = :b',
      ExpressionAttributeValues: { ':b': 'b1' },
    }),
  );
  expect(found.Items).toEqual([{ pk: 'a', sk: 'STATE', dueBucket: 'b1', dueAt: 5, round: 2 }]);
});

test('a published message reaches only the queue whose filter it passes', async () => {
  const inbox = store.createQueue('inbox');
  store.createQueue('direct');
  const topic = store.createTopic('instructions', {
    inbox: { route: ['local', 'relay'] },
    direct: { route: ['direct'] },
  });
  const MessageAttributes = { route: { DataType: 'String', StringValue: 'local' } };
  await new SNSClient({}).send(new PublishCommand({ TopicArn: topic, Message: '{"id":1}', MessageAttributes }));
  const got = await new SQSClient({}).send(new ReceiveMessageCommand({ QueueUrl: inbox, WaitTimeSeconds: 5 }));
  expect(got.Messages?.map(message => message.Body)).toEqual(['{"id":1}']);
  expect(store.messages('direct')).toEqual([]);
});
