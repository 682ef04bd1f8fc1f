import * as z from 'zod';
import type { EventType } from '../../domain/events.ts';
import { flags, marks } from '../../domain/instruction.ts';
import { checkedItems, missingItems, outcomes } from '../../domain/outcomes.ts';
import { clocks, rungs } from '../../domain/policy.ts';
import { namesOf } from '../rows.ts';
import { Amount, Hash, IsoInstant } from './words.ts';

const nothing = z.object({});
const late = z.literal(true).optional();
/** Told to all but the liaison point. */
const money = Amount.optional();
const clock = { clock: z.enum(clocks), dueAt: IsoInstant };
const entry = z.int().meta({ description: 'Number of the telephone entry’s last event' });

/** Public part of each event as it is answered: instants in ISO 8601, amounts in fen, no identities. */
export const eventData = {
  issued: z.object({ amount: money, orderHash: Hash }),
  dispatched: z.object({ messageId: z.string().optional(), late }),
  delivered: z.object({
    by: z.enum(['page', 'inbox', 'direct']),
    channel: z.string().optional(),
    step: z.int().optional(),
    party: z.enum(['police', 'liaison']).optional(),
    late,
  }),
  'endpoint-down': z.object({ channel: z.string() }),
  paged: z.object({
    cause: z.int(),
    step: z.int(),
    rungs: z.array(z.enum(rungs)),
    people: z.array(z.object({ person: z.string(), channels: z.array(z.string()) })),
    nobody: z.enum(['no-one-on-duty', 'no-verified-contact']).optional(),
  }),
  acknowledged: z.object({ signer: z.string(), late }),
  'taken-over': z.object({ from: z.string(), signer: z.string() }),
  marked: z.object({ mark: namesOf(marks) }),
  returned: z.object({ missing: namesOf(missingItems) }),
  contested: nothing,
  ruled: z.object({ returnStands: z.boolean() }),
  resent: z.object({ attempt: z.int(), because: z.enum(['returned', 'mismatch']), amount: money }),
  'transfer-added': z.object({ amount: money, total: money, afterExecution: late }),
  disposed: z.object({
    outcome: namesOf(outcomes),
    code: z.string(),
    executedAt: IsoInstant,
    applied: money,
    caught: money,
    mismatch: namesOf(checkedItems).optional(),
    flags: z.array(z.enum(flags)).optional(),
    late,
  }),
  reported: z.object({ onward: z.int().meta({ description: 'How many onward transfers' }) }),
  'withdrawal-asked': nothing,
  'withdrawal-answered': z.object({ executed: z.boolean() }),
  withdrawn: nothing,
  'paper-filed': z.object({ document: Hash }),
  'platform-recorded': z.object({ applicationId: z.string() }),
  'phone-confirmed': z.object({ entry }),
  'phone-disputed': z.object({ entry }),
  'phone-ruled': z.object({ entry, stands: z.boolean() }),
  'phone-lapsed': z.object({ entry }),
  warned: z.object(clock),
  breached: z.object(clock),
  reminded: z.object({ ...clock, count: z.int() }),
  'step-due': z.object({ step: z.int(), dueAt: IsoInstant, again: late }),
  'step-skipped': z.object({ step: z.int(), dueAt: IsoInstant }),
  'dispatch-due': z.object({ dispatches: z.int() }),
  'hold-expired': z.object({ dueAt: IsoInstant }),
  released: z.object({ releasedAt: IsoInstant }),
  closed: z.object({ by: z.enum(['police', 'time']) }),
  rejected: z.object({ code: z.string() }),
} as const satisfies Record<EventType, z.ZodObject>;
