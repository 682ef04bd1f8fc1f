import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Presence } from '../contract/paging.ts';
import { keys } from './keys.ts';

const SeenRow = z.looseObject({ sk: z.string(), at: z.number() });

/** Polls nearer than this to the last one written are not written again. */
const coarseMs = 30_000;
const keptMs = 7 * 24 * 3_600_000;

export const dynamoPresence = (db: DynamoDBDocumentClient, table: string): Presence => {
  const written = new Map<string, number>();
  return {
    seen: async org => {
      const { Items = [] } = await db.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': keys.seen(org, '').pk },
        }),
      );
      return new Map(Items.map(item => SeenRow.parse(item)).map(({ sk, at }) => [sk, at]));
    },

    mark: async (org, person, at) => {
      const name = `${org}/${person}`;
      if (at - (written.get(name) ?? 0) < coarseMs) return;
      try {
        await db.send(
          new UpdateCommand({
            TableName: table,
            Key: keys.seen(org, person),
            UpdateExpression: 'SET #at = :at, expiresAt = :expires',
            ConditionExpression: 'attribute_not_exists(#at) OR #at < :at',
            ExpressionAttributeNames: { '#at': 'at' },
            ExpressionAttributeValues: { ':at': at, ':expires': Math.floor((at + keptMs) / 1000) },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
      written.set(name, at);
    },
  };
};
