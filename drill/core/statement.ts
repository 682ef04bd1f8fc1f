import type { CheckedItem, Outcome } from '../../shared/domain/outcomes.ts';
import type { Account } from './books.ts';

/** What a bank says of an order, as its API takes it. Amounts in fen. */
export interface Statement {
  readonly outcome: Outcome;
  readonly code: string;
  readonly executedAt: string;
  readonly applied?: number;
  readonly caught?: number;
  readonly balanceBefore?: number;
  readonly mismatch?: CheckedItem;
  readonly prior?: { readonly organ: string; readonly mode: 'whole'; readonly until: string; readonly amount: number };
  readonly technicalReason?: string;
}

/** What the core system is asked to stop. */
export interface Stop {
  readonly instruction: string;
  readonly attempt: number;
  readonly account: string;
  readonly holder: string | undefined;
  readonly amount: number;
}

const ninetyDays = 90 * 86_400_000;

/** Why nothing is stopped, or undefined where it can be. `at` is the core's time, epoch ms. */
export const refusal = (account: Account, { holder, amount }: Stop, at: number): Statement | undefined => {
  const executedAt = new Date(at).toISOString();
  if (account.holder !== holder) return { outcome: 'mismatch', code: '0301', executedAt, mismatch: 'name' };
  if (account.finds === 'white-listed') return { outcome: 'white-listed', code: '0302', executedAt };
  if (account.finds === 'failure')
    return { outcome: 'technical-failure', code: '1300', executedAt, technicalReason: '核心系统日终批处理' };
  if (account.finds !== 'prior-freeze') return undefined;
  const until = new Date(at + ninetyDays).toISOString();
  const prior = { organ: '邻县人民法院', mode: 'whole', until, amount } as const;
  return { outcome: 'prior-freeze', code: '1303', executedAt, prior };
};

/** No such account here. */
export const unknownAccount = (at: number): Statement => ({
  outcome: 'mismatch',
  code: '0300',
  executedAt: new Date(at).toISOString(),
  mismatch: 'account',
});

/** What a stop caught: the balance as far as the order goes. */
export const success = ({ balance }: Account, applied: number, at: number): Statement & { caught: number } => {
  const caught = Math.min(balance, applied);
  const outcome = caught === applied ? 'full' : caught > 0 ? 'partial' : 'empty';
  return {
    outcome,
    code: outcome === 'full' ? '0000' : '1200',
    executedAt: new Date(at).toISOString(),
    applied,
    caught,
    balanceBefore: balance,
  };
};
