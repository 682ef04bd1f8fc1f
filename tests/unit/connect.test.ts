import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { documents } from '../../shared/aws/clients.ts';
import { connect } from '../../shared/aws/connect.ts';

const named = (stack: { identify(): string[] }): string => stack.identify().join('\n');

test('no call is copied for a logger that nobody reads', () => {
  expect(named(new SQSClient({}).middlewareStack)).toContain('loggerMiddleware');
  for (const client of [connect(SQSClient), connect(DynamoDBClient), documents()])
    expect(named(client.middlewareStack)).not.toContain('loggerMiddleware');
});
