import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { IdPage, PageWish, Work } from '../contract/work.ts';
import { Fault } from '../domain/fault.ts';
import { idOf, keys } from './keys.ts';

interface List {
  readonly index: string;
  readonly attribute: string;
  /** Of which item of an instruction the index is made. */
  readonly item: 'body' | 'state';
  readonly sort: 'id' | 'openDueAt';
  readonly newestFirst: boolean;
}

const open = { item: 'state', newestFirst: false } as const;
const all = { item: 'body', sort: 'id', newestFirst: true } as const;

const lists = {
  openOfBank: { ...open, index: 'openByBank', attribute: 'openBank', sort: 'openDueAt' },
  openOfUnit: { ...open, index: 'openByUnit', attribute: 'openUnit', sort: 'id' },
  ofBank: { ...all, index: 'byBank', attribute: 'bank' },
  ofUnit: { ...all, index: 'byUnit', attribute: 'unit' },
  ofCase: { ...all, index: 'byCase', attribute: 'caseId' },
} as const satisfies Record<keyof Work, List>;

const Row = z.looseObject({ pk: z.string() });
const StoppedAt = z.looseObject({ pk: z.string(), openDueAt: z.number().optional() });

/** `01KJ…`, or `1772414100000-01KJ…` where the list is in the order of due times; an index key is built from it and none taken from outside. */
const cursorForm = /^(?:(\d{1,15})-)?([0-7][0-9A-HJKMNP-TV-Z]{25})$/;

const cursorOf = (key: Record<string, unknown>): string => {
  const { pk, openDueAt } = StoppedAt.parse(key);
  return openDueAt === undefined ? idOf(pk) : `${openDueAt}-${idOf(pk)}`;
};

const startOf = ({ attribute, item, sort }: List, value: string, cursor: string): Record<string, unknown> => {
  const [, due, id = ''] = cursorForm.exec(cursor) ?? [];
  if (!id || (due !== undefined) !== (sort === 'openDueAt'))
    throw new Fault('invalid', 'fields', { errors: [{ field: 'cursor', code: 'cursor-form' }] });
  return { ...keys[item](id), [attribute]: value, [sort]: sort === 'id' ? id : Number(due) };
};

/** Lists of instruction ids over the ledger's indexes. */
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
          ScanIndexForward: !list.newestFirst,
          Limit: limit,
          ExclusiveStartKey: cursor === undefined ? undefined : startOf(list, value, cursor),
        }),
      );
      return {
        ids: Items.map(item => idOf(Row.parse(item).pk)),
        ...(LastEvaluatedKey ? { next: cursorOf(LastEvaluatedKey) } : {}),
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
