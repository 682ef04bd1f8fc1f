import { expect, test } from 'vitest';
import { allowed } from '../../local/policy/decide.ts';
import { judge } from '../../local/policy/judge.ts';
import { readCall } from '../../local/policy/read-call.ts';
import type { Statement } from '../../local/policy/statements.ts';
import { readStack } from '../../local/template/stack.ts';
import { lambda, smallStack, writeTemplate } from './small-stack.ts';

const allow = (Action: string[], Resource: string[], Condition = {}): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  Condition,
});
const table = 'arn:aws:dynamodb:local-1:000000000000:table/ledger';
const raw = (service: string, target: string, body: unknown, more = {}) =>
  readCall({
    at: 0,
    request: '',
    service,
    target,
    method: 'POST',
    path: '/',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...more,
  });
const rights = (...args: Parameters<typeof raw>) =>
  raw(...args).rights.map(({ action, resource }) => [action, resource]);

test('a query of an index needs the right on the index, not on the table', () => {
  const { rights: needed } = raw('dynamodb', 'DynamoDB_20120810.Query', { TableName: 'ledger', IndexName: 'due' });
  const [right] = needed;
  expect(right).toMatchObject({ action: 'dynamodb:Query', resource: `${table}/index/due` });
  expect(needed.map(one => allowed([allow(['dynamodb:Query'], [table])], one))).toEqual([false]);
  expect(needed.map(one => allowed([allow(['dynamodb:Q*'], [`${table}/index/*`])], one))).toEqual([true]);
});

test('a transaction needs the rights of its parts', () => {
  const body = {
    TransactItems: [
      { Put: { TableName: 'ledger', Item: { pk: { S: 'a' } } } },
      { Update: { TableName: 'ledger', Key: { pk: { S: 'a' } } } },
      { ConditionCheck: { TableName: 'directory', Key: { pk: { S: 'b' } } } },
    ],
  };
  expect(rights('dynamodb', 'DynamoDB_20120810.TransactWriteItems', body)).toEqual([
    ['dynamodb:PutItem', table],
    ['dynamodb:UpdateItem', table],
    ['dynamodb:ConditionCheckItem', table.replace('ledger', 'directory')],
  ]);
});

test('requests of every service are read with their resource', () => {
  expect(rights('sqs', 'AmazonSQS.SendMessageBatch', { QueueUrl: 'http://127.0.0.1:1/000000000000/intake' })).toEqual([
    ['sqs:SendMessage', 'arn:aws:sqs:local-1:000000000000:intake'],
  ]);
  expect(rights('sns', '', 'Action=PublishBatch&TopicArn=arn%3Aaws%3Asns%3Al%3A0%3At')).toEqual([
    ['sns:Publish', 'arn:aws:sns:l:0:t'],
  ]);
  expect(rights('kms', 'TrentService.Sign', { KeyId: 'k' })).toEqual([
    ['kms:Sign', 'arn:aws:kms:local-1:000000000000:key/k'],
  ]);
  expect(rights('secretsmanager', 'secretsmanager.GetSecretValue', { SecretId: 'x/y' })).toEqual([
    ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:local-1:000000000000:secret:x/y-local'],
  ]);
  expect(rights('s3', '', '', { method: 'PUT', path: '/heads/2026/01.json?x-id=PutObject' })).toEqual([
    ['s3:PutObject', 'arn:aws:s3:::heads/2026/01.json'],
  ]);
  expect(rights('s3', '', '', { method: 'GET', path: '/heads/?list-type=2' })).toEqual([
    ['s3:ListBucket', 'arn:aws:s3:::heads'],
  ]);
});

test('a deny beats an allow, and a condition on leading keys is held against the keys asked for', () => {
  const [right] = raw('dynamodb', 'DynamoDB_20120810.BatchGetItem', {
    RequestItems: { ledger: { Keys: [{ pk: { S: 'PROBE#1' } }, { pk: { S: 'INS#2' } }] } },
  }).rights;
  if (!right) throw new Error('no right read');
  const keyed = (pattern: string) =>
    allow(['dynamodb:*'], ['*'], { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [pattern] } });
  expect(allowed([keyed('PROBE#*')], right)).toBe(false);
  expect(allowed([keyed('*#*')], right)).toBe(true);
  expect(allowed([keyed('*'), { ...allow(['dynamodb:Batch*'], ['*']), Effect: 'Deny' }], right)).toBe(false);
});

test('a call no policy allows is denied, and an allowed action nobody used is named', () => {
  const stack = readStack(writeTemplate({ ...smallStack(), Relay: lambda('relay') }), {
    messaging: 'http://m',
    http: 'http://h',
  });
  const role = 'arn:aws:iam::000000000000:role/Small-Role';
  const call = { function: 'Relay', request: '', at: 0, body: '', service: 'sqs', operation: '' };
  const calls = () => [
    { ...call, rights: [{ action: 'sqs:SendMessage', resource: 'arn:aws:sqs:local-1:000000000000:Small-Work' }] },
    { ...call, rights: [{ action: 'sqs:SendMessage', resource: 'arn:aws:sqs:local-1:000000000000:Small-Dead' }] },
  ];
  const verdict = judge({ stack, functions: [{ id: 'Relay', name: 'Small-Relay', role }], calls });
  expect(verdict.denied).toEqual([
    { function: 'Small-Relay', action: 'sqs:SendMessage', resource: 'arn:aws:sqs:local-1:000000000000:Small-Dead' },
  ]);
  expect(verdict.unused.map(one => one.action)).toEqual([
    'dynamodb:PutItem',
    'sns:Publish',
    'kms:Sign',
    'kms:GetPublicKey',
    'secretsmanager:GetSecretValue',
  ]);
});
