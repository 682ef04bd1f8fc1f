import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Ulid } from '../contract/fields.ts';
import type { IdPage, PageWish, Work } from '../contract/work.ts';
import { Fault } from '../domain/fault.ts';
import { idOf, keys } from './keys.ts';

interface List {
  readonly index: string;
  readonly attribute: string;
  /** Of which item of an instruction the index is made. */
  readonly item: 'body' | 'state';
}

const lists = {
  openOfBank: { item: 'state', index: 'openByBank', attribute: 'openBank' },
  openOfUnit: { item: 'state', index: 'openByUnit', attribute: 'openUnit' },
  ofBank: { item: 'body', index: 'byBank', attribute: 'bank' },
  ofUnit: { item: 'body', index: 'byUnit', attribute: 'unit' },
  ofCase: { item: 'body', index: 'byCase', attribute: 'caseId' },
} as const satisfies Record<keyof Work, List>;

const Row = z.looseObject({ pk: z.string() });

/** The last id of the page before; the index key is built from it and none is taken from outside. */
const startOf = ({ attribute, item }: List, value: string, cursor: string): Record<string, unknown> => {
  if (!Ulid.safeParse(cursor).success)
    throw new Fault('invalid', 'fields', { errors: [{ field: 'cursor', code: 'cursor-form' }] });
  return { ...keys[item](cursor), [attribute]: value, id: cursor };
};

/**
 * Lists of instruction ids over the ledger's indexes, newest first. The order is that of issue, which never changes: in the
 * order of due times an instruction could move past the reader between two pages.
 */
export const dynamoWork = (db: DynamoDBDocumentClient, table: string): Work => {
  const page =
    (list: List) =>
    async (value: string, { limit, cursor }: PageWish): Promise<IdPage> => {
      const { Items = [], LastEvaluatedKey } = await db.send(
        new QueryCommand({
          TableName: table,
          IndexName: list.index,
          KeyConditionExpression: '#key = :value',
          ExpressionAttributeNames: { '#key': list.attribute },
          ExpressionAttributeValues: { ':value': value },
          ScanIndexForward: false,
          Limit: limit,
          ExclusiveStartKey: cursor === undefined ? undefined : startOf(list, value, cursor),
        }),
      );
      return {
        ids: Items.map(item => idOf(Row.parse(item).pk)),
        ...(LastEvaluatedKey ? { next: idOf(Row.parse(LastEvaluatedKey).pk) } : {}),
      };
    };
  return {
    openOfBank: page(lists.openOfBank),
    openOfUnit: page(lists.openOfUnit),
    ofBank: page(lists.ofBank),
    ofUnit: page(lists.ofUnit),
    ofCase: page(lists.ofCase),
  };
};
