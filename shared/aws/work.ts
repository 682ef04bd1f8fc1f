import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { IdPage, PageWish, Work } from '../contract/work.ts';
import { Fault } from '../domain/fault.ts';
import { idOf } from './keys.ts';

const Row = z.looseObject({ pk: z.string() });
const Start = z.record(z.string(), z.union([z.string(), z.number()]));

const encode = (key: Record<string, unknown>): string => Buffer.from(JSON.stringify(key)).toString('base64url');

const decode = (cursor: string): z.output<typeof Start> => {
  try {
    return Start.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (error) {
    throw new Fault('invalid', 'fields', { errors: [{ field: 'cursor', code: 'cursor-form' }] }, { cause: error });
  }
};

/** Lists of instruction ids. A cursor is the index key it stopped at; one from another list is refused. */
export const dynamoWork = (db: DynamoDBDocumentClient, table: string): Work => {
  const list = async (
    index: string,
    attribute: string,
    value: string,
    wish: PageWish,
    newestFirst: boolean,
  ): Promise<IdPage> => {
    const start = wish.cursor === undefined ? undefined : decode(wish.cursor);
    if (start && start[attribute] !== value)
      throw new Fault('invalid', 'fields', { errors: [{ field: 'cursor', code: 'cursor-form' }] });
    const { Items = [], LastEvaluatedKey } = await db.send(
      new QueryCommand({
        TableName: table,
        IndexName: index,
        KeyConditionExpression: '#key = :value',
        ExpressionAttributeNames: { '#key': attribute },
        ExpressionAttributeValues: { ':value': value },
        ScanIndexForward: !newestFirst,
        Limit: wish.limit,
        ExclusiveStartKey: start,
      }),
    );
    return {
      ids: Items.map(item => idOf(Row.parse(item).pk)),
      ...(LastEvaluatedKey ? { next: encode(LastEvaluatedKey) } : {}),
    };
  };
  return {
    openOfBank: (bank, wish) => list('openByBank', 'openBank', bank, wish, false),
    openOfUnit: (unit, wish) => list('openByUnit', 'openUnit', unit, wish, false),
    ofBank: (bank, wish) => list('byBank', 'bank', bank, wish, true),
    ofUnit: (unit, wish) => list('byUnit', 'unit', unit, wish, true),
    ofCase: (caseId, wish) => list('byCase', 'caseId', caseId, wish, true),
  };
};
