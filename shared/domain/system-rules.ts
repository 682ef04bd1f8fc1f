import type { ActName, Draft, Rule } from './act.ts';
import type { Instruction } from './instruction.ts';
import { timers } from './timers.ts';

type SystemAct = Extract<ActName, 'dispatch' | 'deliver' | 'page' | 'pass-time' | 'expire-hold'>;

const set = ({ progress }: Instruction, name: 'dispatched' | 'delivered'): boolean => {
  const fact = progress.facts[name];
  return fact !== undefined && !fact.inferred;
};

/** Of the ladder steps that are due only the latest pages; the rest stand in the record as skipped (an outage must not end in a storm). */
const latestStepOnly = (drafts: readonly Draft[]): Draft[] => {
  const steps = drafts.flatMap(d => (d.type === 'step-due' ? [d.data.step] : []));
  const last = Math.max(...steps);
  return drafts.flatMap((d): Draft[] => {
    if (d.type !== 'step-due' || d.data.step === last) return [d];
    return d.data.again ? [] : [{ type: 'step-skipped', data: { step: d.data.step, dueAt: d.data.dueAt } }];
  });
};

export const systemRules: { readonly [N in SystemAct]: Rule<N> } = {
  dispatch: (now, { messageId }) =>
    set(now, 'dispatched') ? 'repeat' : [{ type: 'dispatched', data: messageId ? { messageId } : {} }],
  deliver: (now, { by, channel }) =>
    set(now, 'delivered') ? 'repeat' : [{ type: 'delivered', data: { by, ...(channel ? { channel } : {}) } }],
  page: ({ progress }, { do: _do, phone: _phone, ...data }) =>
    progress.step.cause === data.cause ? 'repeat' : [{ type: 'paged', data }],
  'pass-time': (now, _act, { at }) => {
    const due = timers(now.order, now.progress).filter(t => t.at <= at);
    return due.length === 0 ? 'repeat' : latestStepOnly(due.map(({ draft }) => draft));
  },
  'expire-hold': ({ progress }, { dueAt }) =>
    progress.hold === 'running' ? [{ type: 'hold-expired', data: { dueAt } }] : 'repeat',
};
