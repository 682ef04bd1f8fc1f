import * as z from 'zod';
import { DocumentRef, Target } from '../fields.ts';
import { Officers, Victim } from '../issue-request.ts';
import { OrderRow } from '../rows.ts';
import { Summary } from './summary.ts';
import { PaidOut, Timeline } from './timeline.ts';
import { Amount, DetachedJws, EpochMs, IsoInstant } from './words.ts';

const Charge = z
  .object({
    party: z.enum(['system', 'bank', 'bank-head-office', 'police', 'liaison', 'nobody']),
    from: IsoInstant,
    to: IsoInstant,
    attempt: z.int(),
  })
  .meta({ id: 'Charge' });
const charges = z.array(Charge).meta({ description: 'Who is charged for which time' });

const Hold = z
  .object({
    mode: z.enum(['receive-only']),
    state: z.enum(['running', 'expired', 'released', 'struck']),
    applied: Amount.meta({ description: 'As asked, in fen; may exceed the balance' }),
    caughtAtStart: Amount,
    caughtNow: Amount,
    startedAt: IsoInstant.meta({ description: 'The bank’s time' }),
    expiresAt: IsoInstant,
    releasedAt: IsoInstant.nullable(),
  })
  .meta({ id: 'Hold', description: 'What stays on the account' });

/** Personal parts are signed as police sent them, instants turned to epoch ms; null once erased. */
const signedDetails = z.record(z.string(), z.unknown()).nullable();

const Signed = z.object({ order: OrderRow, details: signedDetails, jws: DetachedJws }).meta({
  id: 'SignedOrder',
  description: 'The order as issued: `jws` covers { order, details }, instants in epoch ms',
});

const Amendment = z
  .object({
    payload: z.object({
      id: z.string(),
      number: z.int(),
      type: z.enum(['resent', 'transfer-added']),
      at: EpochMs,
      data: z.record(z.string(), z.unknown()),
      details: signedDetails,
    }),
    jws: DetachedJws.nullable(),
  })
  .meta({ id: 'Amendment', description: 'A correction or an added transfer: `jws` covers `payload`' });

const InForce = z
  .object({
    victim: Victim,
    target: Target,
    transfers: z.array(PaidOut),
    officers: Officers,
    form: DocumentRef.optional(),
    reason: z.string(),
    remark: z.string().optional(),
    historyReason: z.string().optional(),
  })
  .meta({ id: 'OrderInForce', description: 'The order with its amendments; null once the personal data was erased' });

export const Detail = z
  .object({
    ...Summary.shape,
    amount: Amount,
    hold: Hold.nullable(),
    inForce: InForce.nullable(),
    signed: Signed,
    amendments: z.array(Amendment),
    timeline: Timeline,
    charges,
  })
  .meta({ id: 'Detail', description: 'An instruction as its police unit and its bank see it' });

export const BareDetail = z
  .object({ ...Summary.shape, timeline: Timeline, charges })
  .meta({ id: 'BareDetail', description: 'The same for the liaison point: no names, accounts and amounts' });
