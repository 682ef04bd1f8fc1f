import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const db = new DynamoDBClient({});
const sns = new SNSClient({});
const sqs = new SQSClient({});
const kms = new KMSClient({});
const secrets = new SecretsManagerClient({});
const { TABLE, QUEUE, TOPIC, KEY, SECRET } = process.env;

const put = (pk, body) =>
  db.send(new PutItemCommand({ TableName: TABLE, Item: { pk: { S: pk }, sk: { S: 'x' }, body: { S: body } } }));

/** Answers a request with what it saw, or does what the path asks. */
export async function http(event) {
  const path = event.rawPath;
  if (path === '/send') {
    await sqs.send(new SendMessageCommand({ QueueUrl: QUEUE, MessageBody: event.body }));
    return { statusCode: 202, headers: { 'content-type': 'application/json' }, body: '{}' };
  }
  if (path === '/throw') throw new Error('as asked');
  return { statusCode: 200, cookies: ['a=1'], body: JSON.stringify(event) };
}

/** Writes each message into the table; one that says `fail` is reported, `throw` throws, `hang` never ends. */
export async function work(event) {
  const batchItemFailures = [];
  for (const record of event.Records) {
    if (record.body === 'throw') throw new Error('as asked');
    if (record.body === 'hang') await new Promise(() => setInterval(() => {}, 1000));
    if (record.body.startsWith('fail')) batchItemFailures.push({ itemIdentifier: record.messageId });
    else await put(`message ${record.body}`, JSON.stringify(record));
  }
  return { batchItemFailures };
}

/** Publishes the key of each stream record; one whose key holds `poison` is reported as failed. */
export async function relay(event) {
  for (const record of event.Records) {
    const key = record.dynamodb.Keys.pk.S;
    if (key.includes('poison')) return { batchItemFailures: [{ itemIdentifier: record.dynamodb.SequenceNumber }] };
    const MessageAttributes = { kind: { DataType: 'String', StringValue: key.split(' ')[0] } };
    await sns.send(new PublishCommand({ TopicArn: TOPIC, Message: key, MessageAttributes }));
  }
  return { batchItemFailures: [] };
}

export async function sign(event) {
  const Message = Buffer.from(event.text, event.type === 'DIGEST' ? 'base64' : 'utf8');
  const signed = await kms.send(
    new SignCommand({ KeyId: KEY, Message, SigningAlgorithm: 'ECDSA_SHA_256', MessageType: event.type ?? 'RAW' }),
  );
  const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: KEY }));
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: SECRET }));
  console.log('signed', event.text);
  return {
    signature: Buffer.from(signed.Signature).toString('base64'),
    publicKey: Buffer.from(PublicKey).toString('base64'),
    secret: SecretString,
  };
}

/** Writes each message and publishes it, so that there is a step between its two calls to die in. */
export async function twoSteps(event) {
  for (const { body, attributes } of event.Records) {
    await put(`message ${body}`, attributes.ApproximateReceiveCount ?? '');
    await sns.send(
      new PublishCommand({
        TopicArn: TOPIC,
        Message: body,
        MessageAttributes: { kind: { DataType: 'String', StringValue: 'seen' } },
      }),
    );
  }
  return { batchItemFailures: [] };
}

/** Tells how often the table was asked in vain. */
export async function tryPut(event) {
  const failures = [];
  for (let i = 0; i < event.times; i++) await put(`try ${i}`, '').catch(error => failures.push(error.name));
  return failures;
}
