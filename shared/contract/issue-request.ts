import * as z from 'zod';
import { mostFen } from '../domain/amount.ts';
import { applicationTypes, papersFollow, urgencies } from '../domain/kinds.ts';
import { code, strict } from './codes.ts';
import {
  AccountNumber,
  BankCode,
  choice,
  DocumentRef,
  Fen,
  IdDocument,
  IncidentNumber,
  Instant,
  listOf,
  Name,
  PersonId,
  PersonRef,
  Phone,
  shortText,
  Target,
  Ulid,
} from './fields.ts';
import { namesOf } from './rows.ts';

/** One payment of the victim into the target. */
export const Transfer = strict({
  amount: Fen,
  at: Instant,
  /** Serial number at the paying institution. */
  serial: shortText(64).optional(),
  from: strict({ account: AccountNumber, holder: Name.optional(), bank: Name.optional() }).optional(),
  channel: shortText(40).optional(),
}).meta({ id: 'Transfer', description: 'One payment of the victim into the target' });
export type Transfer = z.output<typeof Transfer>;

export const Victim = strict({ name: Name, id: IdDocument.optional(), phone: Phone.optional() }).meta({ id: 'Victim' });

const identity = ({ idType, idNumber }: z.output<typeof PersonRef>): string => `${idType} ${idNumber}`;

/** Two officers are always named, and they are two: 经办人 and 协查人. */
export const Officers = strict({ handling: PersonRef, assisting: PersonRef })
  .refine(({ handling, assisting }) => identity(handling) !== identity(assisting), {
    error: 'officers-same',
    path: ['assisting'],
  })
  .meta({ id: 'Officers', description: '经办人 and 协查人, two officers' });

/** Transfers of one instruction, whose sum is an amount too. */
export const Transfers = listOf(Transfer, 1, 50).refine(
  transfers => transfers.reduce((sum, { amount }) => sum + amount, 0) <= mostFen,
  { error: 'fen-range' },
);

/** An emergency stop-payment as police ask for it. Amounts in fen, instants ISO 8601 with offset. */
export const IssueRequest = strict({
  kind: z.literal('stop', { error: code('choice-unknown') }),
  incidentNumber: IncidentNumber,
  bank: BankCode,
  urgency: namesOf(urgencies),
  applicationType: choice(applicationTypes).default('00'),
  /** t0, the victim's report; the case keeps the first one. */
  reportedAt: Instant,
  victim: Victim,
  target: Target,
  transfers: Transfers,
  officers: Officers,
  /** The application form; may follow only where after-the-fact papers are allowed. */
  form: DocumentRef.optional(),
  /** Who let it out before its papers. */
  approver: PersonId.optional(),
  reason: shortText(500),
  remark: shortText(500).optional(),
  /** Why the account is stopped again although other cases stopped it before. */
  historyReason: shortText(500).optional(),
  /** The instruction whose money this one follows. */
  parent: Ulid.optional(),
})
  .refine(r => papersFollow(r.applicationType) || r.form !== undefined, { error: 'required', path: ['form'] })
  .refine(r => !papersFollow(r.applicationType) || r.approver !== undefined, { error: 'required', path: ['approver'] })
  .meta({ id: 'IssueRequest' });
export type IssueRequest = z.output<typeof IssueRequest>;
