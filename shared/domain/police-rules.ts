import type { ActName, Rule } from './act.ts';
import { mostFen } from './amount.ts';
import { Fault } from './fault.ts';
import { awaitsExecution } from './instruction.ts';
import { openItems } from './open-items.ts';

type PoliceAct = Extract<
  ActName,
  'add-transfer' | 'correct' | 'contest' | 'withdraw' | 'confirm' | 'file-paper' | 'record-platform'
>;

const addTransfer: Rule<'add-transfer'> = ({ order, progress }, { amount }) => {
  const total = progress.amount + amount;
  if (total > mostFen) throw new Fault('invalid', 'fen-range', { field: 'amount' });
  if (awaitsExecution(progress.state)) return [{ type: 'transfer-added', data: { amount, total } }];
  if (progress.hold !== 'running')
    throw new Fault('conflict', 'new-instruction-needed', { id: order.id, state: progress.state });
  return [{ type: 'transfer-added', data: { amount, total, afterExecution: true } }];
};

const correct: Rule<'correct'> = ({ order, progress }, { amount }) => {
  const mismatch = progress.outcome === 'mismatch';
  if (progress.state !== 'returned' && !mismatch)
    throw new Fault('conflict', 'nothing-to-correct', { id: order.id, state: progress.state });
  // A running hold has used its stop, and a bank that was asked to withdraw owes its answer first.
  if (progress.hold === 'running') throw new Fault('conflict', 'hold-running', { id: order.id });
  if (progress.withdrawalAskedAt !== undefined) throw new Fault('conflict', 'withdrawal-asked', { id: order.id });
  const because = mismatch ? 'mismatch' : 'returned';
  return [{ type: 'resent', data: { attempt: progress.attempt + 1, because, amount: amount ?? progress.amount } }];
};

export const policeRules: { readonly [N in PoliceAct]: Rule<N> } = {
  'add-transfer': addTransfer,
  correct,
  contest: ({ progress }) => (progress.contestedAt === undefined ? [{ type: 'contested', data: {} }] : 'repeat'),
  withdraw: ({ progress }) => {
    if (progress.state === 'withdrawn' || progress.withdrawalAskedAt !== undefined) return 'repeat';
    const bankMayKnow = Object.keys(progress.facts).length > 0 || progress.state !== 'issued' || progress.attempt > 1;
    return [bankMayKnow ? { type: 'withdrawal-asked', data: {} } : { type: 'withdrawn', data: {} }];
  },
  confirm: ({ order, progress }) => {
    if (progress.state === 'closed') return 'repeat';
    const open = openItems(progress);
    if (open.length > 0) throw new Fault('conflict', 'open-items', { id: order.id, open });
    return [{ type: 'closed', data: { by: 'police' } }];
  },
  'file-paper': ({ order, progress }, { document }) => {
    if (progress.paperDueAt === undefined) throw new Fault('conflict', 'no-papers-awaited', { id: order.id });
    return [{ type: 'paper-filed', data: { document } }];
  },
  'record-platform': ({ order }, { applicationId }) => {
    if (order.route !== 'platform')
      throw new Fault('conflict', 'not-platform-route', { id: order.id, route: order.route });
    return [{ type: 'platform-recorded', data: { applicationId } }];
  },
};
