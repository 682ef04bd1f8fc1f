import type * as z from 'zod';
import type { DisposalRequest, ReportRequest } from '../contract/bank-requests.ts';
import type { Secret } from '../contract/ledger.ts';
import type { Stated } from '../domain/act.ts';
import { Fault } from '../domain/fault.ts';
import { outcomes } from '../domain/outcomes.ts';
import type { Asked } from './acting.ts';

type Disposal = z.output<typeof DisposalRequest>;

/** Where in the body the disposal stands, and whether its amounts are the sender's to say. */
interface Saying {
  readonly path?: string;
  readonly withMoney?: boolean;
}

/** The fields an outcome cannot do without. A bank that says too little is asked at once, before anything is recorded. */
const lacking = (
  { outcome, caught, mismatch, prior, technicalReason }: Disposal,
  withMoney: boolean,
): string | undefined => {
  if (withMoney && outcomes[outcome].holds && caught === undefined) return 'caught';
  if (outcome === 'mismatch' && mismatch === undefined) return 'mismatch';
  if (outcome === 'prior-freeze' && withMoney && prior === undefined) return 'prior';
  if (outcome === 'technical-failure' && technicalReason === undefined) return 'technicalReason';
  return undefined;
};

const defined = (record: Record<string, unknown>): Secret =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));

/** @throws Fault invalid/fields naming what the outcome lacks */
const statedOf = (request: Disposal, { path = '', withMoney = true }: Saying): { stated: Stated; secret: Secret } => {
  const field = lacking(request, withMoney);
  if (field) throw new Fault('invalid', 'fields', { errors: [{ field: `${path}${field}`, code: 'required' }] });
  const { outcome, code, executedAt, applied, caught, mismatch, ...secret } = request;
  return {
    stated: {
      outcome,
      code,
      executedAt,
      ...(applied === undefined ? {} : { applied }),
      ...(caught === undefined ? {} : { caught }),
      ...(mismatch === undefined ? {} : { mismatch }),
    },
    secret: defined(secret),
  };
};

export const disposalAsked = (request: Disposal, saying: Saying = {}): Asked => {
  const { stated, secret } = statedOf(request, saying);
  return { act: { do: 'dispose', stated }, secrets: { disposed: secret } };
};

export const reportAsked = (
  { onwardTransfers, remark, disposal }: z.output<typeof ReportRequest>,
  { path = '' }: Saying = {},
): Asked => {
  const said = disposal && statedOf(disposal, { path: `${path}disposal.` });
  return {
    act: { do: 'report', onward: onwardTransfers.length, ...(said ? { stated: said.stated } : {}) },
    secrets: { reported: defined({ onwardTransfers, remark }), ...(said ? { disposed: said.secret } : {}) },
  };
};
