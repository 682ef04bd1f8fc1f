import * as z from 'zod';
import { type EventType, eventTypes } from '../../domain/events.ts';
import { OnwardTransfer } from '../bank-requests.ts';
import { DocumentRef, Name, Phone } from '../fields.ts';
import { Officers, Transfer, Victim } from '../issue-request.ts';
import { eventData } from './event-data.ts';
import { Amount, DetachedJws, Hash, IsoInstant } from './words.ts';

export const Actor = z
  .object({
    org: z.string(),
    party: z.enum(['police', 'bank', 'liaison', 'supervisor', 'platform']),
    person: z.string().optional(),
    system: z.string().optional(),
  })
  .meta({ id: 'Actor', description: 'Who acted; `platform` is this system itself' });

/** A payment as answered. */
export const PaidOut = Transfer.extend({ at: IsoInstant }).meta({ id: 'Payment' });

/** The private part of an event, which the liaison point never sees. */
const Details = z
  .object({
    holder: Name.optional(),
    victim: Victim.optional(),
    officers: Officers.optional(),
    transfers: z.array(PaidOut).optional(),
    form: DocumentRef.optional(),
    document: DocumentRef.optional(),
    reason: z.string().optional(),
    remark: z.string().optional(),
    note: z.string().optional(),
    balanceBefore: Amount.optional(),
    prior: z
      .object({
        organ: z.string(),
        mode: z.enum(['limited', 'whole']),
        until: IsoInstant.optional(),
        amount: Amount.optional(),
      })
      .optional(),
    technicalReason: z.string().optional(),
    businessReason: z.string().optional(),
    onwardTransfers: z.array(OnwardTransfer.extend({ at: IsoInstant })).optional(),
    call: z.object({ person: z.string(), number: Phone, readBack: z.string() }).optional(),
    jws: DetachedJws.optional(),
  })
  .meta({ id: 'EventDetails', description: 'Private part of an event' });

const common = {
  number: z.int(),
  at: IsoInstant,
  by: Actor,
  byPhone: z.boolean().meta({ description: 'Entered for the bank after a telephone call' }),
  entry: z.int().optional().meta({ description: 'The telephone entry it is part of' }),
  hash: Hash.meta({ description: 'Hash of the event in the chain' }),
};

const happening = (type: EventType) =>
  z
    .object({ type: z.literal(type), ...common, data: eventData[type], details: Details.nullable() })
    .meta({ id: `Event-${type}` });

const [first, ...others] = eventTypes;

export const Timeline = z.array(z.discriminatedUnion('type', [happening(first), ...others.map(happening)])).meta({
  id: 'Timeline',
  description: 'Every event, oldest first; for the liaison point without amounts, and `details` null',
});
