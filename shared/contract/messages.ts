import * as z from 'zod';
import { wants } from '../domain/audience.ts';
import { kinds, routes, urgencies } from '../domain/kinds.ts';

const Id = z.string().min(1).max(40);

/** On the intake queue: an instruction waits to be published. */
export const Intake = z.object({ id: Id, attempt: z.int().min(1) });
export type Intake = z.infer<typeof Intake>;

/** On the instructions topic: ids, bank, kind, urgency and deadline, never a name or an account. */
export const InstructionNotice = z.object({
  id: Id,
  attempt: z.int().min(1),
  /** The event that caused it: the issue or the re-send. */
  cause: z.int().min(1),
  bank: z.string(),
  kind: z.enum(Object.keys(kinds) as [keyof typeof kinds, ...(keyof typeof kinds)[]]),
  urgency: z.enum(Object.keys(urgencies) as [keyof typeof urgencies, ...(keyof typeof urgencies)[]]),
  route: z.enum(routes),
  /** Acknowledgement is due then, epoch ms. */
  dueAt: z.number(),
});
export type InstructionNotice = z.infer<typeof InstructionNotice>;

/** On the events topic: event `n` of an instruction happened. */
export const EventNotice = z.object({
  id: Id,
  n: z.int().min(1),
  type: z.string(),
  bank: z.string(),
  unit: z.string(),
});
export type EventNotice = z.infer<typeof EventNotice>;

/** On the deadlines queue: look at this part of an instruction, whose timer of this round is due at `dueAt` (epoch ms). */
export const Deadline = z.object({ id: Id, part: z.enum(['STATE', 'HOLD']), round: z.int(), dueAt: z.number() });
export type Deadline = z.infer<typeof Deadline>;

/** On a channel's queue: one page for one person, caused by event `cause`. */
export const Page = z.object({
  id: Id,
  cause: z.int().min(1),
  attempt: z.int().min(1),
  org: z.string(),
  person: z.string(),
  wants: z.enum(wants),
  step: z.int().optional(),
});
export type Page = z.infer<typeof Page>;
