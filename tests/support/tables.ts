import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynoxide } from '../../local/dynamodb/dynoxide.ts';
import { realiseTable } from '../../local/dynamodb/realise-table.ts';
import { TableShape } from '../../local/dynamodb/table-shape.ts';
import { startMessaging } from '../../local/messaging/emulator.ts';
import { queueUrl, realiseQueue } from '../../local/messaging/queues.ts';
import { realiseSubscriptions, realiseTopic } from '../../local/messaging/topics.ts';
import { arn, endpointEnvironment } from '../../local/names.ts';

type Field = readonly [name: string, type: 'S' | 'N'];

export interface IndexSpec {
  readonly name: string;
  readonly partition: Field;
  readonly sort: Field;
  /** Attributes carried besides the keys. */
  readonly include?: readonly string[];
}

const key = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' },
  { AttributeName: sort, KeyType: 'RANGE' },
];

/** A table keyed by pk and sk, with a stream of keys and expiry by `expiresAt`, as the ledger is. */
export function tableShape(name: string, indexes: readonly IndexSpec[] = []): TableShape {
  const fields = new Map<string, string>([
    ['pk', 'S'],
    ['sk', 'S'],
  ]);
  for (const index of indexes) for (const [field, type] of [index.partition, index.sort]) fields.set(field, type);
  return TableShape.parse({
    TableName: name,
    KeySchema: key('pk', 'sk'),
    AttributeDefinitions: [...fields].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    GlobalSecondaryIndexes: indexes.map(index => ({
      IndexName: index.name,
      KeySchema: key(index.partition[0], index.sort[0]),
      Projection: index.include
        ? { ProjectionType: 'INCLUDE', NonKeyAttributes: [...index.include] }
        : { ProjectionType: 'KEYS_ONLY' },
    })),
    StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
  });
}

export const ledgerIndexes: readonly IndexSpec[] = [
  { name: 'due', partition: ['dueBucket', 'S'], sort: ['dueAt', 'N'], include: ['round'] },
  { name: 'openByBank', partition: ['openBank', 'S'], sort: ['id', 'S'] },
  { name: 'openByUnit', partition: ['openUnit', 'S'], sort: ['id', 'S'] },
  { name: 'byUnit', partition: ['unit', 'S'], sort: ['id', 'S'] },
  { name: 'byBank', partition: ['bank', 'S'], sort: ['id', 'S'] },
  { name: 'byCase', partition: ['caseId', 'S'], sort: ['id', 'S'] },
  { name: 'byDay', partition: ['sealDay', 'S'], sort: ['pk', 'S'] },
];

/**
 * DynamoDB, SQS, SNS and S3 in memory, of this test alone. Sets the standard AWS environment variables of this process,
 * so that `new DynamoDBClient({})` and its like reach them, until `stop`.
 */
export async function startStore() {
  const [dynamodb, messaging] = await Promise.all([startDynoxide({}), startMessaging({})]);
  const env = endpointEnvironment({ dynamodb: dynamodb.endpoint, messaging: messaging.endpoint });
  const before = Object.keys(env).map(name => [name, process.env[name]] as const);
  Object.assign(process.env, env);
  const client = new DynamoDBClient({});
  const table = async (name: string, indexes: readonly IndexSpec[] = []): Promise<string> => {
    await realiseTable(client, tableShape(name, indexes));
    return name;
  };
  return {
    env,
    /** Creates a table and gives its name. */
    createTable: table,
    createLedger: (name = 'ledger') => table(name, ledgerIndexes),
    createDirectory: (name = 'directory') => table(name),
    /** Creates a queue and gives its URL. */
    createQueue: (name: string, attributes: Readonly<Record<string, string>> = {}): string => {
      realiseQueue(messaging, name, attributes);
      return queueUrl(messaging.endpoint, name);
    },
    /** Creates a topic whose messages go raw to the queues given by name, each with its filter on message attributes; gives its ARN. */
    createTopic: (
      name: string,
      queues: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>> | null>> = {},
    ): string => {
      realiseTopic(messaging, name);
      const subscriptions = Object.entries(queues).map(([queue, filter]) => ({
        topic: name,
        queue,
        attributes: { RawMessageDelivery: 'true', ...(filter ? { FilterPolicy: JSON.stringify(filter) } : {}) },
      }));
      realiseSubscriptions(messaging, name, subscriptions);
      return arn.topic(name);
    },
    /** Bodies of the messages that wait in a queue, delayed and received ones included; takes none away. */
    messages: (queue: string): string[] => {
      const held = messaging.sqs.inspectQueue(queue)?.messages;
      return held
        ? [...held.ready, ...held.delayed, ...held.inflight.map(one => one.message)].map(one => one.body)
        : [];
    },
    stop: async (): Promise<void> => {
      client.destroy();
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      await Promise.all([dynamodb.stop(), messaging.stop()]);
    },
  };
}

export type Store = Awaited<ReturnType<typeof startStore>>;
