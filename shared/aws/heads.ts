import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { DayRecord } from '../contract/export.ts';
import type { Heads, Touched } from '../contract/sealing.ts';
import { dayAfter } from '../domain/calendar.ts';
import { shards } from './deadline-index.ts';
import { idOf, keys } from './keys.ts';

const Cursor = z.looseObject({ day: z.string() });
const Row = z.looseObject({ pk: z.string() });

const objectKey = (day: string): string => `heads/${day}.json`;

const taken = (error: unknown): boolean =>
  error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412;

/** Daily heads in S3 under object lock; the day last sealed stands in the ledger. */
export const s3Heads = (s3: S3Client, bucket: string, db: DynamoDBDocumentClient, table: string): Heads => {
  const passed = async (day: string): Promise<void> => {
    try {
      await db.send(
        new UpdateCommand({
          TableName: table,
          Key: keys.sealed(),
          UpdateExpression: 'SET #day = :day',
          ConditionExpression: 'attribute_not_exists(#day) OR #day < :day',
          ExpressionAttributeNames: { '#day': 'day' },
          ExpressionAttributeValues: { ':day': day },
        }),
      );
    } catch (error) {
      // Another one that seals was quicker, and is as far or further.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  };

  return {
    last: async () => {
      const { Item } = await db.send(new GetCommand({ TableName: table, Key: keys.sealed(), ConsistentRead: true }));
      return Item && Cursor.parse(Item).day;
    },

    read: async day => {
      try {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: objectKey(day) }));
        return DayRecord.parse(JSON.parse((await Body?.transformToString()) ?? ''));
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },

    write: async record => {
      const object = {
        Bucket: bucket,
        Key: objectKey(record.day),
        Body: JSON.stringify(record),
        ContentType: 'application/json',
        IfNoneMatch: '*',
      };
      try {
        await s3.send(new PutObjectCommand(object));
      } catch (error) {
        if (!taken(error)) throw error;
      }
      await passed(record.day);
    },
  };
};

/** Reads the index of days, every shard of every day. */
export const dynamoTouched =
  (db: DynamoDBDocumentClient, table: string): Touched =>
  async (from, until) => {
    const ids = new Set<string>();
    for (let day = from; day <= until; day = dayAfter(day)) {
      for (let shard = 0; shard < shards; shard += 1) {
        let start: Record<string, unknown> | undefined;
        do {
          const page = await db.send(
            new QueryCommand({
              TableName: table,
              IndexName: 'byDay',
              KeyConditionExpression: 'sealDay = :day',
              ExpressionAttributeValues: { ':day': `${day}#${shard}` },
              ExclusiveStartKey: start,
            }),
          );
          for (const item of page.Items ?? []) ids.add(idOf(Row.parse(item).pk));
          start = page.LastEvaluatedKey;
        } while (start);
      }
    }
    return [...ids];
  };
