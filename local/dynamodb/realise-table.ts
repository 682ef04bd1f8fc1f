import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndex,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { Fault } from '../../shared/domain/fault.ts';
import type { IndexShape, TableShape } from './table-shape.ts';

/**
 * Creates the table, or brings indexes and stream of the one that is there to what is asked; its items stay.
 * @returns the ARN of its stream, if it has one
 * @throws Fault invalid/table-key-changed when the data of an earlier version has another primary key
 */
export async function realiseTable(client: DynamoDBClient, shape: TableShape): Promise<string | undefined> {
  const before = await describe(client, shape.TableName);
  if (before) await update(client, shape, before);
  else await create(client, shape);
  const after = await describe(client, shape.TableName);
  return shape.StreamSpecification ? after?.LatestStreamArn : undefined;
}

async function describe(client: DynamoDBClient, name: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function create(client: DynamoDBClient, shape: TableShape): Promise<void> {
  const { TableName, KeySchema, AttributeDefinitions, BillingMode } = shape;
  const indexes = shape.GlobalSecondaryIndexes.map(asked);
  await client.send(
    new CreateTableCommand({
      TableName,
      KeySchema,
      AttributeDefinitions,
      BillingMode,
      ...(indexes.length > 0 ? { GlobalSecondaryIndexes: indexes } : {}),
      ...stream(shape),
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { TableName });
  const ttl = shape.TimeToLiveSpecification;
  if (ttl) await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: ttl }));
}

async function update(client: DynamoDBClient, shape: TableShape, now: TableDescription): Promise<void> {
  const { TableName, AttributeDefinitions } = shape;
  if (!sameKey(shape.KeySchema, now.KeySchema)) throw new Fault('invalid', 'table-key-changed', { table: TableName });
  const indexes = now.GlobalSecondaryIndexes ?? [];
  for (const old of indexes) {
    const wanted = shape.GlobalSecondaryIndexes.find(one => one.IndexName === old.IndexName);
    if (wanted && sameKey(wanted.KeySchema, old.KeySchema) && sameProjection(wanted, old.Projection)) continue;
    await client.send(
      new UpdateTableCommand({ TableName, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: old.IndexName } }] }),
    );
    indexes.splice(indexes.indexOf(old), 1, {});
  }
  for (const wanted of shape.GlobalSecondaryIndexes) {
    if (indexes.some(one => one.IndexName === wanted.IndexName)) continue;
    await client.send(
      new UpdateTableCommand({
        TableName,
        AttributeDefinitions,
        GlobalSecondaryIndexUpdates: [{ Create: asked(wanted) }],
      }),
    );
  }
  const view = now.StreamSpecification?.StreamViewType;
  if (view === shape.StreamSpecification?.StreamViewType) return;
  if (view) await client.send(new UpdateTableCommand({ TableName, StreamSpecification: { StreamEnabled: false } }));
  if (shape.StreamSpecification) await client.send(new UpdateTableCommand({ TableName, ...stream(shape) }));
}

const asked = ({ IndexName, KeySchema, Projection }: IndexShape): GlobalSecondaryIndex => ({
  IndexName,
  KeySchema,
  Projection: {
    ProjectionType: Projection.ProjectionType,
    ...(Projection.NonKeyAttributes ? { NonKeyAttributes: Projection.NonKeyAttributes } : {}),
  },
});

const stream = ({ StreamSpecification }: TableShape) =>
  StreamSpecification
    ? { StreamSpecification: { StreamEnabled: true, StreamViewType: StreamSpecification.StreamViewType } }
    : {};

const sameKey = (wanted: IndexShape['KeySchema'], now: TableDescription['KeySchema']): boolean =>
  JSON.stringify(wanted.map(part => [part.AttributeName, part.KeyType])) ===
  JSON.stringify((now ?? []).map(part => [part.AttributeName, part.KeyType]));

const sameProjection = (wanted: IndexShape, now: GlobalSecondaryIndex['Projection']): boolean =>
  wanted.Projection.ProjectionType === now?.ProjectionType &&
  JSON.stringify([...(wanted.Projection.NonKeyAttributes ?? [])].sort()) ===
    JSON.stringify([...(now.NonKeyAttributes ?? [])].sort());
