import * as z from 'zod';
import { code, strict } from '../codes.ts';
import { BankCode, Cursor, choice, IncidentNumber } from '../fields.ts';

const most = 100;
const usual = 50;

const Limit = z
  .string({ error: code('integer-expected') })
  .regex(/^[0-9]{1,6}$/, { error: 'integer-expected', abort: true })
  .transform(Number)
  .refine(limit => limit >= 1 && limit <= most, { error: 'integer-range' })
  .default(usual)
  .meta({
    description: 'Most items of a page',
    override: { type: 'integer', minimum: 1, maximum: most, default: usual },
  });

const page = { limit: Limit, cursor: Cursor.optional() };
const state = choice(['open', 'all']).meta({ description: 'Only what is still open, or everything' });

export const InboxQuery = strict(page);
export const BankListQuery = strict({ state: state.default('open'), ...page });
export const PoliceListQuery = strict({
  /** Everything of a case, and what is open of a unit, unless said otherwise. */
  state: state.optional(),
  case: IncidentNumber.optional(),
  /** Only this bank's. */
  bank: BankCode.optional(),
  ...page,
});
