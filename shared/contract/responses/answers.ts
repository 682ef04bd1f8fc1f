import * as z from 'zod';
import { KeySet } from '../es256.ts';
import { Acted } from './acted.ts';
import { Banks } from './banks.ts';
import { BareDetail, Detail } from './detail.ts';
import { Receipt } from './receipt.ts';
import { Sheet } from './sheet.ts';
import { List } from './summary.ts';

/** Every answer but a problem, by the name that routes give it. */
export const answers = {
  acted: Acted,
  list: List,
  detail: Detail,
  policeDetail: z.union([Detail, BareDetail]),
  banks: Banks,
  receipt: Receipt,
  sheet: Sheet,
  keys: KeySet.meta({ id: 'KeySet', description: 'JWKS of the keys that sign instructions and receipts' }),
  health: z.object({ status: z.literal('ok') }),
  document: z.looseObject({ openapi: z.string() }),
} as const satisfies Record<string, z.ZodType>;

export type Answers = typeof answers;
