import * as z from 'zod';
import { strict } from '../../shared/contract/codes.ts';
import { BankCode, choice, listOf } from '../../shared/contract/fields.ts';
import { namesOf } from '../../shared/contract/rows.ts';
import { missingItems } from '../../shared/domain/outcomes.ts';
import { Amount, Seconds } from './fields.ts';

/** What the core system finds on the account; the outcome follows from it. */
export const findings = ['money', 'short', 'empty', 'other-name', 'prior-freeze', 'white-listed', 'failure'] as const;

const Returns = strict({
  missing: namesOf(missingItems).default('form-unreadable'),
  after: Seconds.default([0, 0]),
  /** What police do about it. */
  police: choice(['correct', 'contest', 'nothing']).default('correct'),
  policeAfter: Seconds.default([0, 0]),
  /** Where police contest: whether the liaison point lets the return stand. */
  ruling: choice(['stands', 'falls']).default('falls'),
  rulingAfter: Seconds.default([0, 0]),
});

const Phone = strict({
  /** Who rings the bank and enters what it says. The liaison point enters the signature only, police everything. */
  by: choice(['police', 'liaison']),
  after: Seconds.default([0, 0]),
  /** What the bank makes of the entries afterwards. */
  bank: choice(['confirms', 'disputes', 'silent']).default('confirms'),
  bankAfter: Seconds.default([0, 0]),
  ruling: choice(['stands', 'falls']).default('stands'),
  rulingAfter: Seconds.default([0, 0]),
});

const Onward = strict({ amount: Amount, bank: BankCode.optional() });

const shape = {
  /** Seconds until signed for, from there to the execution, and from there to the report. */
  signs: Seconds.optional(),
  executes: Seconds.optional(),
  reports: Seconds.optional(),
  silent: choice(['always', 'after-signing', 'after-executing', 'never']).optional(),
  finds: choice(findings).optional(),
  /** Money that had left before the stop, reported with the result. */
  onward: listOf(Onward, 0, 20).optional(),
  /** Seconds the branch waits for its head office before it executes. */
  headOffice: Seconds.optional(),
  /** A colleague takes over after the signature. */
  takeover: z.boolean({ error: 'boolean-expected' }).optional(),
  returns: Returns.optional(),
  phone: Phone.optional(),
  /** The bank says something else than its core system did: an exercise in finding that out. */
  lies: choice(['amount', 'not-executed', 'executed-twice']).optional(),
};

const Written = strict({
  like: choice(['quick', 'slow', 'silent', 'mismatch', 'partial', 'empty', 'prior-freeze']).optional(),
  ...shape,
});
type Written = z.output<typeof Written>;
type Like = NonNullable<Written['like']>;

const likes: Readonly<Record<Like, Omit<Written, 'like'>>> = {
  quick: {},
  slow: { signs: [30, 90], executes: [60, 240], reports: [10, 60] },
  silent: { silent: 'always' },
  mismatch: { finds: 'other-name' },
  partial: { finds: 'short' },
  empty: { finds: 'empty' },
  'prior-freeze': { finds: 'prior-freeze' },
};

const long = (given: unknown): unknown => (typeof given === 'string' ? { like: given } : given);

/** How a bank behaves: a word for one way, or the ways in detail, which go before those of the word. */
export const Behaviour = z
  .preprocess(long, Written)
  .transform(({ like, ...own }): Omit<Written, 'like'> => (like ? { ...likes[like], ...own } : own));
export type Behaviour = z.output<typeof Behaviour>;
