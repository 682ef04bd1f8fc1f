import * as z from 'zod';
import { type FactName, flags, marks, states } from '../../domain/instruction.ts';
import { kinds, routes, urgencies } from '../../domain/kinds.ts';
import { missingItems, outcomes } from '../../domain/outcomes.ts';
import { namesOf } from '../rows.ts';
import { IsoInstant } from './words.ts';

const Fact = z
  .object({
    at: IsoInstant,
    entered: IsoInstant.optional().meta({ description: 'When we recorded it, where the bank stated its own time' }),
    inferred: z.literal(true).optional().meta({ description: 'Implied by a later fact' }),
  })
  .meta({ id: 'Fact' });

const Clocks = z
  .object({
    reportedAt: IsoInstant.meta({ description: 't0, the victim’s report' }),
    issuedAt: IsoInstant.meta({ description: 't1' }),
    dispatched: Fact.optional().meta({ description: 't2' }),
    delivered: Fact.optional().meta({ description: 't3' }),
    acknowledged: Fact.optional().meta({ description: 't4' }),
    headOffice: Fact.optional().meta({ description: 't4a' }),
    executed: Fact.optional().meta({ description: 't5, the bank’s own time' }),
    reported: Fact.optional().meta({ description: 't6' }),
  } satisfies Record<FactName | 'reportedAt' | 'issuedAt', z.ZodType>)
  .meta({ id: 'Clocks' });

export const Summary = z
  .object({
    id: z.string(),
    kind: namesOf(kinds),
    kindCode: z.string().meta({ description: 'Message code of the national platform', examples: ['100101'] }),
    incidentNumber: z.string(),
    unit: z.string(),
    bank: z.string(),
    route: z.enum(routes),
    urgency: namesOf(urgencies),
    papersFollow: z.boolean(),
    state: z.enum(states),
    stateName: z.string(),
    number: z.int().meta({ description: 'Number of the last event; the ETag of the instruction' }),
    attempt: z.int(),
    signer: z.string().nullable().meta({ description: 'Person of the bank who signed for it' }),
    marks: z.array(namesOf(marks)),
    missing: namesOf(missingItems).nullable(),
    outcome: namesOf(outcomes).nullable(),
    flags: z.array(z.enum(flags)),
    contested: z.boolean(),
    withdrawalAsked: z.boolean(),
    dueAt: IsoInstant.nullable(),
    clocks: Clocks,
  })
  .meta({ id: 'Summary', description: 'Numbers, states and times: no identities, no money' });

export const List = z
  .object({
    instructions: z.array(Summary),
    next: z.string().nullable().meta({ description: 'Cursor of the next page; null on the last' }),
  })
  .meta({ id: 'List' });
