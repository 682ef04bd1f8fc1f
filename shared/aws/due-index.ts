import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Deadline } from '../contract/messages.ts';
import type { DueIndex } from '../contract/sweeping.ts';
import { bucketName, shards } from './deadline-index.ts';
import { idOf, keys } from './keys.ts';

const DueRow = z.looseObject({ pk: z.string(), sk: z.enum(['STATE', 'HOLD']), dueAt: z.number(), round: z.number() });
const Cursor = z.looseObject({ at: z.number() });

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
      for (const item of page.Items ?? []) {
        const { pk, sk: part, dueAt, round } = DueRow.parse(item);
        found.push({ id: idOf(pk), part, dueAt, round });
      }
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
      return parts.flat().sort((a, b) => a.dueAt - b.dueAt);
    },
  };
};
