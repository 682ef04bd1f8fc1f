import * as z from 'zod';
import { states } from '../../shared/domain/instruction.ts';

// What the command line shows of the API's answers; members it does not know pass through to --json.

const text = z.string();
const Clock = z.union([text, z.looseObject({ at: text, entered: text.optional(), inferred: z.boolean().optional() })]);
const Actor = z.looseObject({ org: text, party: text, person: text.optional(), system: text.optional() });
const record = z.record(text, z.unknown());

export const Summary = z.looseObject({
  id: text,
  kind: text,
  incidentNumber: text,
  unit: text,
  bank: text,
  route: text,
  urgency: text,
  state: z.enum(states),
  stateName: text,
  number: z.number(),
  attempt: z.number(),
  signer: text.nullable(),
  marks: z.array(text),
  missing: text.nullable(),
  outcome: text.nullable(),
  flags: z.array(text),
  contested: z.boolean(),
  withdrawalAsked: z.boolean(),
  dueAt: text.nullable(),
  clocks: z.record(text, Clock),
});
export type Summary = z.output<typeof Summary>;

export const Listing = z.looseObject({ instructions: z.array(Summary), next: text.nullable() });

export const TimelineEvent = z.looseObject({
  number: z.number(),
  type: text,
  at: text,
  by: Actor,
  byPhone: z.boolean(),
  data: record,
  details: record.nullable(),
});
export type TimelineEvent = z.output<typeof TimelineEvent>;

export const Hold = z.looseObject({
  state: text,
  applied: z.number(),
  caughtNow: z.number(),
  startedAt: text,
  expiresAt: text,
});

export const Detail = Summary.extend({
  timeline: z.array(TimelineEvent),
  charges: z.array(z.looseObject({ party: text, from: text, to: text, attempt: z.number() })),
  amount: z.number().optional(),
  hold: Hold.nullish(),
  signed: z.looseObject({ details: record.nullable() }).optional(),
});
export type Detail = z.output<typeof Detail>;

export const Answered = z.looseObject({
  id: text,
  state: z.enum(states),
  number: z.number(),
  attempt: z.number(),
  at: text.nullable(),
  dueAt: text.nullable(),
});
export type Answered = z.output<typeof Answered>;

export const Banks = z.looseObject({
  banks: z.array(
    z.looseObject({
      code: text,
      name: z.looseObject({ zh: text, en: text }),
      aliases: z.array(text),
      cardPrefixes: z.array(text),
      route: text,
      phone: text.nullable(),
    }),
  ),
});

export const Receipt = z.looseObject({ payload: z.looseObject({ id: text }), jws: text });
