import { createHash } from 'node:crypto';
import type { CasePlan, OrderPlan } from '../plan/plan.ts';

const paper = (type: 'form' | 'late-papers', number: string) => ({
  type,
  number,
  sha256: createHash('sha256').update(number).digest('hex'),
});

const officers = ({ unit }: OrderPlan) => {
  const [handling, assisting = handling] = unit.dispatchers;
  const named = (who: typeof handling, idNumber: string) => ({ name: who?.name ?? '值班民警', idType: '10', idNumber });
  return { handling: named(handling, '0371701'), assisting: named(assisting, '0371702') };
};

/** What police send to issue an order. `t0` is the victim's report, epoch ms. */
export const issueLetter = (plan: OrderPlan, { victim }: CasePlan, t0: number) => ({
  kind: 'stop',
  incidentNumber: plan.incidentNumber,
  bank: plan.bank.code,
  urgency: plan.urgency,
  reportedAt: new Date(t0).toISOString(),
  victim,
  target: { ...plan.target, holder: plan.holder },
  transfers: plan.transfers.map(({ amount, agoMs }, i) => ({
    amount,
    at: new Date(t0 - agoMs).toISOString(),
    serial: `${plan.key}-in${i + 1}`,
  })),
  officers: officers(plan),
  reason: '电信网络诈骗，紧急止付',
  ...(plan.papersMs === undefined
    ? { form: paper('form', `ZF-${plan.key}`) }
    : { applicationType: '04', approver: plan.unit.approver }),
});

export const transferLetter = (plan: OrderPlan, amount: number, n: number) => ({
  transfer: { amount, at: new Date(Date.now() - 1_000).toISOString(), serial: `${plan.key}-more${n + 1}` },
  remark: '被害人补充一笔',
});

export const papersLetter = (plan: OrderPlan) => ({ document: paper('late-papers', `HB-${plan.key}`) });

/** What police put right: the holder's name after a mismatch, the form after a return. */
export const correctionLetter = (plan: OrderPlan, outcome: string | null) =>
  outcome === 'mismatch'
    ? { holder: plan.account.holder, remark: '户名已核实' }
    : { holder: plan.holder, form: paper('form', `ZF-${plan.key}-2`), remark: '材料已补正' };

/** A number of the national platform: 36 digits, the first four the type. */
export const applicationId = (plan: OrderPlan): string => `0101${plan.key.replace(/\D/g, '').padStart(32, '0')}`;
