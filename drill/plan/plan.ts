import type * as z from 'zod';
import type { Victim } from '../../shared/contract/issue-request.ts';
import type { Urgency } from '../../shared/domain/kinds.ts';
import type { MissingItem } from '../../shared/domain/outcomes.ts';
import type { Behaviour } from '../scenario/behaviour.ts';
import type { BankCast, UnitCast } from '../scenario/cast.ts';
import type { Target } from './target.ts';

/** How an order is to end: closed or withdrawn; reported and left to the clock of the server; or not at all. */
export type End = 'closed' | 'reported' | 'open';

export interface ReturnPlan {
  readonly missing: MissingItem;
  readonly afterMs: number;
  readonly police: 'correct' | 'contest' | 'nothing';
  readonly policeAfterMs: number;
  readonly ruling: 'stands' | 'falls';
  readonly rulingAfterMs: number;
}

export interface PhonePlan {
  readonly by: 'police' | 'liaison';
  readonly afterMs: number;
  readonly bank: 'confirms' | 'disputes' | 'silent';
  readonly bankAfterMs: number;
  readonly ruling: 'stands' | 'falls';
  readonly rulingAfterMs: number;
}

/** What the bank's people will do with an order, every chance already taken. Real ms. */
export interface BankPlan {
  readonly signsMs: number;
  readonly executesMs: number;
  readonly reportsMs: number;
  readonly headOfficeMs?: number;
  readonly silent: NonNullable<Behaviour['silent']>;
  readonly takeover: boolean;
  readonly returns?: ReturnPlan;
  readonly phone?: PhonePlan;
}

/** What the bank's core system will find. Amounts in fen. */
export interface AccountPlan {
  readonly holder: string;
  readonly balance: number;
  readonly finds: NonNullable<Behaviour['finds']>;
  readonly onward: readonly { readonly amount: number; readonly bank?: string }[];
  readonly lies?: NonNullable<Behaviour['lies']>;
}

export interface OrderPlan {
  /** Unique in the run; idempotency keys begin with it. */
  readonly key: string;
  readonly incidentNumber: string;
  readonly unit: UnitCast;
  readonly bank: BankCast;
  readonly afterMs: number;
  readonly urgency: Urgency;
  readonly target: Target;
  /** As police know it. */
  readonly holder: string;
  readonly transfers: readonly { readonly amount: number; readonly agoMs: number }[];
  readonly later: readonly { readonly afterMs: number; readonly amount: number }[];
  readonly papersMs?: number;
  readonly withdrawMs?: number;
  readonly corrects: boolean;
  readonly confirm: 'police' | 'time';
  readonly confirmMs: number;
  readonly work: BankPlan;
  readonly account: AccountPlan;
  readonly end: End;
  /** Longest it may take by its own delays. */
  readonly delaysMs: number;
}

export interface CasePlan {
  readonly n: number;
  readonly atMs: number;
  readonly reportedBeforeMs: number;
  readonly victim: z.output<typeof Victim>;
  readonly orders: readonly OrderPlan[];
}
