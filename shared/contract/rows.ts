import * as z from 'zod';
import { eventTypes, type Happened } from '../domain/events.ts';
import type { Hold } from '../domain/hold.ts';
import { factNames, flags, marks, type Order, type Progress, states } from '../domain/instruction.ts';
import { applicationTypes, kinds, routes, urgencies } from '../domain/kinds.ts';
import { checkedItems, missingItems, outcomes } from '../domain/outcomes.ts';
import { clocks, rungs } from '../domain/policy.ts';
import { code } from './codes.ts';

/** The names of a table as an enum that keeps their types. */
export const namesOf = <K extends string>(table: Readonly<Record<K, unknown>>) =>
  z.enum(Object.keys(table) as [K, ...K[]], { error: code('choice-unknown') });

// Loose, so that during a rollout an older function neither erases nor loses what a newer one wrote.
const Policy = z.looseObject({
  version: z.string(),
  targets: z.record(z.enum(clocks), z.number()),
  ladder: z.array(
    z.object({ afterMs: z.number(), rungs: z.array(z.enum(rungs)), channel: z.string().exactOptional() }),
  ),
  holdMs: z.number(),
});

/** The immutable public part of an instruction, as stored and as signed. */
export const OrderRow = z.looseObject({
  id: z.string(),
  kind: namesOf(kinds),
  basis: z.enum(['art20-stop', 'art20-freeze', 'art18-measure', 'protective']),
  caseId: z.string(),
  unit: z.string(),
  bank: z.string(),
  route: z.enum(routes),
  urgency: namesOf(urgencies),
  applicationType: z.enum(applicationTypes),
  reportedAt: z.number(),
  issuedAt: z.number(),
  issuedBy: z.string(),
  approver: z.string().exactOptional(),
  account: z.string(),
  parent: z.string().exactOptional(),
  hop: z.number(),
  hours: z.enum(['day', 'night']),
  policy: Policy,
  mark: z.enum(['drill', 'probe']).exactOptional(),
}) satisfies z.ZodType<Order>;

const Fact = z.looseObject({
  at: z.number(),
  entered: z.number().exactOptional(),
  inferred: z.literal(true).exactOptional(),
});

/** The moving part of an instruction, as stored. */
export const ProgressRow = z.looseObject({
  id: z.string(),
  version: z.number(),
  state: z.enum(states),
  since: z.number(),
  at: z.number(),
  attempt: z.number(),
  attemptAt: z.number(),
  cause: z.number(),
  amount: z.number(),
  facts: z.partialRecord(z.enum(factNames), Fact),
  signer: z.string().exactOptional(),
  marks: z.array(namesOf(marks)),
  missing: namesOf(missingItems).exactOptional(),
  before: z.enum(['issued', 'acknowledged']).exactOptional(),
  outcome: namesOf(outcomes).exactOptional(),
  mismatch: namesOf(checkedItems).exactOptional(),
  said: z.string().exactOptional(),
  differs: z.string().exactOptional(),
  flags: z.array(z.enum(flags)),
  step: z.looseObject({
    index: z.number(),
    at: z.number(),
    runs: z.number(),
    accepted: z.boolean(),
    cause: z.number().exactOptional(),
    nobody: z.literal(true).exactOptional(),
  }),
  unreached: z.literal(true).exactOptional(),
  endpointDown: z.literal(true).exactOptional(),
  dispatches: z.number(),
  contestedAt: z.number().exactOptional(),
  withdrawalAskedAt: z.number().exactOptional(),
  paperDueAt: z.number().exactOptional(),
  hold: z.enum(['running', 'expired', 'released']).exactOptional(),
  releaseFrom: z.number().exactOptional(),
  releaseProposed: z.literal(true).exactOptional(),
  phone: z.array(z.object({ n: z.number(), at: z.number(), disputed: z.literal(true).exactOptional() })),
  credit: z.number(),
  fired: z.array(z.string()),
  dueAt: z.number().nullable().default(null),
  round: z.number(),
}) satisfies z.ZodType<Progress>;

export const HoldRow = z.looseObject({
  id: z.string(),
  mode: z.literal('receive-only'),
  state: z.enum(['running', 'expired', 'released', 'struck']),
  applied: z.number(),
  caughtAtStart: z.number(),
  caughtNow: z.number(),
  startedAt: z.number(),
  expiresAt: z.number(),
  releasedAt: z.number().exactOptional(),
  dueAt: z.number().nullable().default(null),
  round: z.number(),
}) satisfies z.ZodType<Hold>;

const ActorRow = z.object({
  org: z.string(),
  party: z.enum(['police', 'bank', 'liaison', 'supervisor', 'platform']),
  person: z.string().exactOptional(),
  system: z.string().exactOptional(),
});

const eventShape = z.object({
  type: z.enum(eventTypes),
  n: z.int().min(1),
  at: z.number(),
  by: ActorRow,
  phone: z.literal(true).optional(),
  entry: z.int().optional(),
  data: z.record(z.string(), z.unknown()),
});

/** An event as stored: its type decides the shape of its data, which this system alone writes. */
export const EventRow = z.custom<Happened>(value => eventShape.safeParse(value).success, { error: 'event-form' });

export const SealedRow = z.looseObject({
  n: z.number(),
  prev: z.string(),
  hash: z.string(),
  commitment: z.string().optional(),
});
