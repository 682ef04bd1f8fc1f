import * as z from 'zod';
import { Cursor } from '../contract/fields.ts';
import type { Ledger } from '../contract/ledger.ts';
import type { IdPage, PageWish } from '../contract/work.ts';
import { type EdgeContext, parse } from './edge.ts';
import { summary } from './views.ts';

export const ListQuery = z.strictObject(
  {
    state: z.enum(['open', 'all'], { error: 'choice-unknown' }).default('open'),
    case: z.string().max(40).optional(),
    limit: z.coerce
      .number({ error: 'integer-expected' })
      .int({ error: 'integer-expected' })
      .min(1, { error: 'integer-range' })
      .max(100, { error: 'integer-range' })
      .default(50),
    cursor: Cursor.optional(),
  },
  { error: 'unknown-field' },
);

/** @throws Fault invalid/fields */
export const listQuery = (c: EdgeContext) => {
  const { cursor, ...query } = parse(ListQuery, c.req.query());
  return { ...query, wish: { limit: query.limit, ...(cursor === undefined ? {} : { cursor }) } satisfies PageWish };
};

/** The instructions of a page of ids, read consistently. */
export const listed = async (ledger: Ledger, { ids, next }: IdPage) => ({
  instructions: (await ledger.loadMany(ids)).map(summary),
  next: next ?? null,
});
