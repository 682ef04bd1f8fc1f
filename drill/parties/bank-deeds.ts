import type { Core } from '../core/core.ts';
import type { Statement } from '../core/statement.ts';
import { type Detail, holderInForce } from '../http/views.ts';
import type { BankDeed } from './bank-next.ts';
import type { Entry } from './journal.ts';

/** A request that a deed amounts to. */
export interface Deed {
  readonly path: string;
  readonly body: unknown;
}

const numberOf = ({ signed }: Detail): string => signed.details.target.number ?? '';

/** Has the core system execute what the ledger orders now. */
export const executed = (core: Core, detail: Detail): Statement =>
  core.stop({
    instruction: detail.id,
    attempt: detail.attempt,
    account: numberOf(detail),
    holder: holderInForce(detail),
    amount: detail.amount,
  });

const onwardOf = ({ plan }: Entry, before: number) =>
  plan.account.onward.map(({ amount, bank }, i) => ({
    amount,
    at: new Date(before - (i + 1) * 45_000).toISOString(),
    serial: `${plan.key}-out${i + 1}`,
    to: { account: `7${plan.target.number.slice(-15)}${i}`, ...(bank ? { bank } : {}) },
  }));

/** The request of a deed; what needs the core system asks it first. */
export const deedOf = (deed: BankDeed, core: Core, entry: Entry, detail: Detail): Deed => {
  const { id } = detail;
  switch (deed) {
    case 'acknowledge':
      return { path: 'acknowledgement', body: {} };
    case 'take-over':
      return { path: 'takeover', body: {} };
    case 'mark-head-office':
      return { path: 'marks', body: { mark: 'head-office' } };
    case 'return':
      return { path: 'return', body: { missing: entry.plan.work.returns?.missing } };
    case 'answer-withdrawal':
      return { path: 'withdrawal-answer', body: { executed: core.executed(id) } };
    case 'dispose':
      return { path: 'disposal', body: executed(core, detail) };
    case 'report': {
      const onwardTransfers = onwardOf(entry, Date.parse(executed(core, detail).executedAt));
      return { path: 'report', body: onwardTransfers.length > 0 ? { onwardTransfers } : {} };
    }
    case 'release':
      return { path: 'release', body: { releasedAt: new Date(core.release(id) ?? Date.now()).toISOString() } };
  }
};
