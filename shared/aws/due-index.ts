import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Deadline } from '../contract/messages.ts';
import type { DueIndex } from '../contract/sweeping.ts';
import { bucketMinute, bucketName, minuteOf, shards } from './deadline-index.ts';
import { idOf, keys } from './keys.ts';

const DueRow = z.looseObject({
  pk: z.string(),
  sk: z.enum(['STATE', 'HOLD']),
  dueAt: z.number(),
  round: z.number(),
  dueBucket: z.string(),
});
const Cursor = z.looseObject({ at: z.number() });

const deadlineOf = ({ pk, sk: part, dueAt, round }: z.infer<typeof DueRow>): Deadline => ({
  id: idOf(pk),
  part,
  dueAt,
  round,
});

const oldestFirst = (due: Deadline[]): Deadline[] => due.sort((a, b) => a.dueAt - b.dueAt);

/** The deadline index as the sweep reads it; a shard that cannot be read fails the sweep, loudly. */
export const dynamoDueIndex = (db: DynamoDBDocumentClient, table: string): DueIndex => {
  const readShard = async (bucket: string): Promise<Deadline[]> => {
    const found: Deadline[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const page = await db.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'due',
          KeyConditionExpression: 'dueBucket = :bucket',
          ExpressionAttributeValues: { ':bucket': bucket },
          ExclusiveStartKey: start,
        }),
      );
      found.push(...(page.Items ?? []).map(item => deadlineOf(DueRow.parse(item))));
      start = page.LastEvaluatedKey;
    } while (start);
    return found;
  };

  return {
    cursor: async () => {
      const { Item } = await db.send(new GetCommand({ TableName: table, Key: keys.sweep(), ConsistentRead: true }));
      return Item && Cursor.parse(Item).at;
    },

    pass: async (from, to) => {
      try {
        await db.send(
          new UpdateCommand({
            TableName: table,
            Key: keys.sweep(),
            UpdateExpression: 'SET #at = :to',
            ConditionExpression: from === undefined ? 'attribute_not_exists(#at)' : '#at = :from',
            ExpressionAttributeNames: { '#at': 'at' },
            ExpressionAttributeValues: { ':to': to, ...(from === undefined ? {} : { ':from': from }) },
          }),
        );
      } catch (error) {
        // Another sweep was first; the next one goes on from its cursor.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },

    read: async minuteAt => {
      const parts = await Promise.all(
        Array.from({ length: shards }, (_, shard) => readShard(bucketName(minuteAt, shard))),
      );
      return oldestFirst(parts.flat());
    },

    readUntil: async minuteAt => {
      const due: Deadline[] = [];
      let oldest: number | undefined;
      let start: Record<string, unknown> | undefined;
      do {
        const page = await db.send(
          new ScanCommand({
            TableName: table,
            IndexName: 'due',
            // A bucket's name sorts by its minute.
            FilterExpression: 'dueBucket < :after',
            ExpressionAttributeValues: { ':after': bucketName(bucketMinute(minuteAt) + 60_000, 0) },
            ExclusiveStartKey: start,
          }),
        );
        for (const item of page.Items ?? []) {
          const row = DueRow.parse(item);
          due.push(deadlineOf(row));
          oldest = Math.min(oldest ?? Number.POSITIVE_INFINITY, minuteOf(row.dueBucket));
        }
        start = page.LastEvaluatedKey;
      } while (start);
      return { due: oldestFirst(due), ...(oldest === undefined ? {} : { oldest }) };
    },
  };
};
