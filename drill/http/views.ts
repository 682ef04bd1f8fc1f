import * as z from 'zod';
import { namesOf } from '../../shared/contract/rows.ts';
import { factNames, marks, states } from '../../shared/domain/instruction.ts';
import { outcomes } from '../../shared/domain/outcomes.ts';

const Instant = z.string().transform(text => Date.parse(text));

/** The answer to a command. */
export const Answered = z.looseObject({
  id: z.string(),
  state: z.enum(states),
  number: z.number(),
  attempt: z.number(),
});

/** What every party sees of an instruction in a list; instants become epoch ms. */
export const Summary = z.looseObject({
  id: z.string(),
  incidentNumber: z.string(),
  unit: z.string(),
  bank: z.string(),
  state: z.enum(states),
  number: z.number(),
  attempt: z.number(),
  signer: z.string().nullable(),
  marks: z.array(namesOf(marks)),
  missing: z.string().nullable(),
  outcome: namesOf(outcomes).nullable(),
  contested: z.boolean(),
  withdrawalAsked: z.boolean(),
  papersFollow: z.boolean(),
});
export type Summary = z.output<typeof Summary>;

export const Listed = z.looseObject({ instructions: z.array(Summary), next: z.string().nullable() });

const Fact = z.looseObject({
  at: Instant,
  entered: Instant.exactOptional(),
  inferred: z.literal(true).exactOptional(),
});
const facts = Object.fromEntries(factNames.map(name => [name, Fact.exactOptional()])) as Record<
  (typeof factNames)[number],
  z.ZodExactOptional<typeof Fact>
>;

export const Happening = z.looseObject({
  number: z.number(),
  type: z.string(),
  at: Instant,
  byPhone: z.boolean(),
  data: z.record(z.string(), z.unknown()),
  details: z.record(z.string(), z.unknown()).nullable(),
});
export type Happening = z.output<typeof Happening>;

/** The whole instruction with its timeline, as police and its bank see it. */
export const Detail = Summary.extend({
  clocks: z.looseObject({ issuedAt: Instant, ...facts }),
  timeline: z.array(Happening),
  amount: z.number(),
  hold: z
    .looseObject({
      state: z.string(),
      applied: z.number(),
      caughtAtStart: z.number(),
      caughtNow: z.number(),
      startedAt: Instant,
    })
    .nullable(),
  signed: z.looseObject({
    details: z.looseObject({
      target: z.looseObject({ number: z.string().optional(), holder: z.string().optional() }),
    }),
  }),
  amendments: z.array(
    z.looseObject({
      payload: z.looseObject({ details: z.looseObject({ holder: z.string().optional() }).nullable() }),
    }),
  ),
});
export type Detail = z.output<typeof Detail>;

/** As the liaison point sees it: no names, accounts or amounts. */
export const Outline = Summary.extend({ timeline: z.array(Happening) });
export type Outline = z.output<typeof Outline>;

/** The holder as police name him by now. */
export const holderInForce = ({ signed, amendments }: Detail): string | undefined =>
  amendments.reduce((known, { payload }) => payload.details?.holder ?? known, signed.details.target.holder);
