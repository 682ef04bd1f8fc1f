import type { Mark, State } from '../../shared/domain/instruction.ts';
import type { BankPlan } from '../plan/plan.ts';

/** What an officer sees of an instruction when deciding what to do next. */
export interface Seen {
  readonly state: State;
  readonly attempt: number;
  readonly withdrawalAsked: boolean;
  readonly marks: readonly Mark[];
  /** Executed although police had asked to withdraw it, and still held. */
  readonly releaseWanted: boolean;
}

/** What the bank remembers of an instruction beside what the ledger shows. */
export interface Remembered {
  readonly returned: boolean;
  readonly tookOver: boolean;
  /** Whether what was to be settled by telephone is. */
  readonly phoned: boolean;
}

export type BankDeed =
  | 'answer-withdrawal'
  | 'return'
  | 'acknowledge'
  | 'mark-head-office'
  | 'take-over'
  | 'dispose'
  | 'report'
  | 'release';

export interface BankStep {
  readonly deed: BankDeed;
  /** How long the bank takes over it. */
  readonly afterMs: number;
}

const now = (deed: BankDeed): BankStep => ({ deed, afterMs: 0 });

const whenIssued = ({ silent, returns, signsMs }: BankPlan, { returned }: Remembered): BankStep | undefined => {
  if (silent === 'always') return undefined;
  if (returns && !returned) return { deed: 'return', afterMs: returns.afterMs };
  return { deed: 'acknowledge', afterMs: signsMs };
};

const whenAcknowledged = (plan: BankPlan, { marks }: Seen, { tookOver }: Remembered): BankStep | undefined => {
  const { silent, headOfficeMs, takeover, executesMs } = plan;
  if (silent === 'after-signing') return undefined;
  if (headOfficeMs !== undefined && !marks.includes('head-office')) return now('mark-head-office');
  if (takeover && !tookOver) return now('take-over');
  return { deed: 'dispose', afterMs: executesMs + (headOfficeMs ?? 0) };
};

/** The next thing a bank does with an instruction, or undefined while it has nothing to do. */
export const bankNext = (plan: BankPlan, seen: Seen, remembered: Remembered): BankStep | undefined => {
  if (plan.phone && !remembered.phoned) return undefined;
  if (seen.withdrawalAsked) return plan.silent === 'always' ? undefined : now('answer-withdrawal');
  switch (seen.state) {
    case 'issued':
      return whenIssued(plan, remembered);
    case 'acknowledged':
      return whenAcknowledged(plan, seen, remembered);
    case 'disposed':
      return plan.silent === 'after-executing' ? undefined : { deed: 'report', afterMs: plan.reportsMs };
    case 'returned':
      return undefined;
    case 'reported':
    case 'closed':
    case 'withdrawn':
      return seen.releaseWanted ? now('release') : undefined;
  }
};
