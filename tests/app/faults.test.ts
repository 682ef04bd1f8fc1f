import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, hurried, type Patience } from '../../shared/aws/connect.ts';
import { transact } from '../../shared/aws/transaction.ts';
import { Fault } from '../../shared/domain/fault.ts';

type Answer = (response: ServerResponse) => void;
const json =
  (status: number, type: string, more = {}): Answer =>
  response => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: type, ...more }));
  };
const never: Answer = () => {};

let server: Server;
let answer: Answer = never;
const before = { ...process.env };
beforeAll(async () => {
  server = createServer((_, response) => answer(response));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
});
afterAll(async () => {
  process.env = before;
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
});

const quick: Patience = { ...hurried, requestHandler: { ...hurried.requestHandler, requestTimeout: 200 } };
const documents = (): DynamoDBDocumentClient => DynamoDBDocumentClient.from(connect(DynamoDBClient, quick));
const get = new GetCommand({ TableName: 'ledger', Key: { pk: 'a', sk: 'b' } });

const failing = async (how: Answer, work: () => Promise<unknown>): Promise<unknown> => {
  answer = how;
  try {
    return await work();
  } catch (error) {
    return error;
  }
};

describe('what another try may cure is a transient fault', () => {
  it.each([
    ['throttled', json(400, 'ThrottlingException')],
    ['over its throughput', json(400, 'ProvisionedThroughputExceededException')],
    ['out of order', json(500, 'InternalServerError')],
    ['unavailable', json(503, 'ServiceUnavailable')],
    ['not answering', never],
    ['hanging up', response => void response.socket?.destroy()],
  ] satisfies [string, Answer][])('a service that is %s', async (_, how) => {
    const error = await failing(how, () => documents().send(get));
    expect(error).toMatchObject({ kind: 'transient', code: 'service-busy' });
  });

  it('a service that cannot be reached', async () => {
    const nowhere = new DynamoDBClient({ endpoint: 'http://127.0.0.1:9', maxAttempts: 1 });
    nowhere.destroy();
    const endpoint = process.env.AWS_ENDPOINT_URL;
    process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:9';
    const error = await failing(never, () => documents().send(get));
    process.env.AWS_ENDPOINT_URL = endpoint;
    expect(error).toMatchObject({ kind: 'transient' });
  });

  it.each([
    ['SQS', () => connect(SQSClient, quick).send(new SendMessageCommand({ QueueUrl: 'http://x/q', MessageBody: 'x' }))],
    [
      'SNS',
      () => connect(SNSClient, quick).send(new PublishCommand({ TopicArn: 'arn:aws:sns:eu-west-1:1:t', Message: 'x' })),
    ],
    [
      'KMS',
      () =>
        connect(KMSClient, quick).send(
          new SignCommand({ KeyId: 'k', Message: new Uint8Array(32), SigningAlgorithm: 'ECDSA_SHA_256' }),
        ),
    ],
    ['Secrets Manager', () => connect(SecretsManagerClient, quick).send(new GetSecretValueCommand({ SecretId: 's' }))],
  ])('%s that does not answer, within the time of its tries', async (_, work) => {
    const from = performance.now();
    expect(await failing(never, work)).toMatchObject({ kind: 'transient' });
    expect(performance.now() - from).toBeLessThan(2_000);
  });
});

describe('what no other try can cure stays what it is', () => {
  it('a failed condition', async () => {
    const error = await failing(json(400, 'ConditionalCheckFailedException'), () => documents().send(get));
    expect(error).toBeInstanceOf(ConditionalCheckFailedException);
  });

  it('a wrong request', async () => {
    const error = await failing(json(400, 'ValidationException'), () => documents().send(get));
    expect(error).not.toBeInstanceOf(Fault);
  });
});

describe('a transaction', () => {
  const cancelled = (...codes: string[]): Answer =>
    json(400, 'TransactionCanceledException', { CancellationReasons: codes.map(Code => ({ Code })) });
  const write = { Put: { TableName: 'ledger', Item: { pk: 'a', sk: 'b' } } };
  const writes = [write, write].map((each, at) => ({
    write: each,
    otherwise: () => new Fault('conflict', `guard-${at}`),
  }));
  const outcome = (how: Answer): Promise<unknown> => failing(how, () => transact(documents(), writes));

  it('that collides with another is decided on again', async () => {
    expect(await outcome(cancelled('None', 'TransactionConflict'))).toMatchObject({ kind: 'conflict', code: 'stale' });
  });

  it('that was throttled is transient', async () => {
    expect(await outcome(cancelled('ThrottlingError', 'None'))).toMatchObject({ kind: 'transient' });
  });

  it('whose condition failed says which', async () => {
    expect(await outcome(cancelled('None', 'ConditionalCheckFailed'))).toMatchObject({ code: 'guard-1' });
  });
});
