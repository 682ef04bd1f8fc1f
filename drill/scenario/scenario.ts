import * as z from 'zod';
import { code, strict } from '../../shared/contract/codes.ts';
import { BankCode, choice, listOf, Name, OrgCode, shortText } from '../../shared/contract/fields.ts';
import { Victim } from '../../shared/contract/issue-request.ts';
import { namesOf } from '../../shared/contract/rows.ts';
import { urgencies } from '../../shared/domain/kinds.ts';
import { Behaviour } from './behaviour.ts';
import { Amount, orRequired, Seconds } from './fields.ts';

const count = (most: number) =>
  z
    .int({ error: code('integer-expected') })
    .min(1, { error: 'integer-range' })
    .max(most, { error: 'integer-range' });

const factor = z
  .number({ error: orRequired('seconds-expected') })
  .min(0.001, { error: 'number-range' })
  .max(1_000_000, { error: 'number-range' });

/** One instruction that police issue in a case. Seconds count from the case's beginning, later ones from the issue. */
const Instruction = strict({
  bank: BankCode,
  after: Seconds.default([0, 0]),
  urgency: namesOf(urgencies).default('urgent'),
  /** In fen, over all transfers known at first. */
  amount: Amount,
  transfers: count(50).default(1),
  target: choice(['card', 'account']).optional(),
  transfersLater: listOf(strict({ after: Seconds, amount: Amount }), 0, 20).default([]),
  /** Issued on an approver's word; the form follows. */
  papersLater: strict({ after: Seconds }).optional(),
  withdraw: strict({ after: Seconds.default([0, 0]) }).optional(),
  /** On a mismatch: whether police correct and send again, or close it as it is. */
  corrects: z.boolean({ error: 'boolean-expected' }).default(true),
  confirm: choice(['police', 'time']).default('police'),
  confirmAfter: Seconds.default([0, 0]),
  behaviour: Behaviour.optional(),
  /** How it should end, where that is not what follows from the rest. */
  expect: choice(['closed', 'open']).optional(),
});

const pattern = /^(?:[A-Za-z0-9-]|\{(?:date|run|n)\}){4,60}$/;

const Case = strict({
  at: Seconds.default([0, 0]),
  repeat: count(100_000).default(1),
  /** {date}, {run} and {n} become the day, this run's mark and the number of the case. */
  incidentNumber: z
    .string({ error: orRequired('incident-pattern') })
    .regex(pattern, { error: 'incident-pattern' })
    .default('J{date}{run}{n}'),
  unit: OrgCode,
  /** How long before the first instruction the victim reported. */
  reportedBefore: Seconds.default([60, 300]),
  victim: Victim.optional(),
  instructions: listOf(Instruction, 1, 50),
});

/** A timeline of cases and of how banks behave, played over HTTP by simulated parties. Amounts in fen, times in seconds. */
export const Scenario = strict({
  name: strict({ zh: Name, en: Name }),
  about: shortText(2000).optional(),
  seed: z
    .int({ error: code('integer-expected') })
    .min(0, { error: 'integer-range' })
    .default(1),
  /** 10 plays ten times as fast; clocks of the server are not touched. */
  timeScale: factor.default(1),
  repeat: count(100_000).default(1),
  /** Cases under way at once. @default all that are due */
  concurrency: count(10_000).optional(),
  /** Real seconds a case may take beyond its own delays before it counts as not closed. */
  settleSeconds: factor.default(60),
  banks: z.record(BankCode, Behaviour, { error: code('object-expected') }).default({}),
  cases: listOf(Case, 1, 1000),
});

export type Scenario = z.output<typeof Scenario>;
export type ScenarioCase = Scenario['cases'][number];
export type ScenarioInstruction = ScenarioCase['instructions'][number];
