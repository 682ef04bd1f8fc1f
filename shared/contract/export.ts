import * as z from 'zod';
import type { Hold } from '../domain/hold.ts';
import { type DayHead, dayTree } from './day-head.ts';
import type { SealedEvent, Stored } from './ledger.ts';

// Lenient on purpose: the proof, not the parser, is to say which event was altered. Unknown members are kept, they are hashed too.

/** The public part of an event, as it was hashed; instants in epoch ms. */
export const ExportedEvent = z.looseObject({
  id: z.string(),
  n: z.number(),
  type: z.string(),
  at: z.number(),
  by: z.unknown(),
  data: z.unknown(),
  commitment: z.string().optional(),
  prev: z.string(),
  hash: z.string(),
});
export type ExportedEvent = z.infer<typeof ExportedEvent>;

/** The private part of event `n`; left out where it was erased or is not for the reader. */
const Private = z.object({ n: z.number(), salt: z.string(), value: z.record(z.string(), z.unknown()) });

/** Event `n`, the last at the end of `day`, is entry `index` of that day's head. */
const Seal = z.object({
  day: z.iso.date(),
  n: z.int().min(1),
  index: z.int().min(0),
  path: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(64),
});
export type Seal = z.infer<typeof Seal>;

export const InstructionLine = z.object({
  kind: z.literal('instruction'),
  id: z.string(),
  /** The order as issued; the private details that its signature covers too are the private part of event 1. */
  body: z.object({ order: z.looseObject({ id: z.string() }), jws: z.string() }),
  state: z.looseObject({ version: z.number() }),
  hold: z.looseObject({}).optional(),
  events: z.array(ExportedEvent),
  privates: z.array(Private).optional(),
  seals: z.array(Seal).optional(),
});
export type InstructionLine = z.infer<typeof InstructionLine>;

const head = {
  day: z.iso.date(),
  count: z.int().min(0).max(100_000_000),
  root: z.string(),
  prev: z.string(),
  hash: z.string(),
  jws: z.string(),
};

/** A signed daily head. In an export all heads come first, the oldest before the others. */
export const DayHeadLine = z.object({ kind: z.literal('day-head'), ...head });
export type DayHeadLine = z.infer<typeof DayHeadLine>;

/** One line of an export (JSON Lines). */
export const ExportLine = z.discriminatedUnion('kind', [InstructionLine, DayHeadLine]);
export type ExportLine = z.infer<typeof ExportLine>;

/** What is kept of a day under object lock: the signed head and the entries it was made of. */
export const DayRecord = z.object({
  ...head,
  entries: z.array(z.object({ id: z.string(), n: z.int().min(1), hash: z.string() })),
});
export type DayRecord = z.infer<typeof DayRecord>;

/** What the signature of a daily head covers. */
export const headPayload = ({ day, count, root, prev, hash }: DayHead) => ({ day, count, root, prev, hash });

export const dayHeadLine = ({ entries: _, ...signed }: DayRecord): DayHeadLine => ({ kind: 'day-head', ...signed });

/** Builds a day's tree once, to give the seal of each instruction that has an entry in it. */
export const sealsOf = async ({ day, entries }: DayRecord): Promise<(id: string) => Seal | undefined> => {
  const tree = await dayTree(entries);
  const numbers = new Map(entries.map(({ id, n }) => [id, n]));
  return id => {
    const n = numbers.get(id);
    if (n === undefined) return undefined;
    const { index, path } = tree.prove(id);
    return { day, n, index, path: [...path] };
  };
};

const publicPart = (id: string, { event, prev, hash, commitment }: SealedEvent): ExportedEvent => ({
  id,
  ...event,
  ...(commitment === undefined ? {} : { commitment }),
  prev,
  hash,
});

export interface History {
  readonly stored: Pick<Stored, 'order' | 'progress' | 'jws'> & { readonly hold?: Hold };
  readonly events: readonly SealedEvent[];
}

/** The line of an instruction, from its whole history. */
export const instructionLine = ({ stored, events }: History, seals: readonly Seal[] = []): InstructionLine => ({
  kind: 'instruction',
  id: stored.order.id,
  body: { order: { ...stored.order }, jws: stored.jws },
  state: { ...stored.progress },
  ...(stored.hold ? { hold: { ...stored.hold } } : {}),
  events: events.map(each => publicPart(stored.order.id, each)),
  privates: events.flatMap(({ event, salt, secret }) =>
    salt !== undefined && secret ? [{ n: event.n, salt, value: { ...secret } }] : [],
  ),
  seals: [...seals],
});
