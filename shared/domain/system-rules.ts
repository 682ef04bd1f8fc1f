import type { ActName, Draft, Rule } from './act.ts';
import type { Instruction } from './instruction.ts';
import { ladderRuns } from './ladder.ts';
import { latestReminder } from './reminders.ts';
import { dispatchAfter, timers } from './timers.ts';

type SystemAct = Extract<ActName, 'dispatch' | 'deliver' | 'miss' | 'page' | 'pass-time' | 'expire-hold'>;

const set = ({ progress }: Instruction, name: 'dispatched' | 'delivered'): boolean => {
  const fact = progress.facts[name];
  return fact !== undefined && !fact.inferred;
};

/** What concerns an attempt that a re-send has ended measures nothing any more. */
const ended = ({ progress }: Instruction, attempt: number | undefined): boolean =>
  attempt !== undefined && attempt !== progress.attempt;

const whenWithdrawn = ({ progress }: Instruction) =>
  progress.state === 'withdrawn' ? ({ late: true } as const) : ({} as const);

/**
 * Of the ladder steps that are due only the latest pages, with those due at the same time; the rest stand in the record as skipped
 * (an outage must not end in a storm).
 */
const latestStepOnly = ({ order }: Instruction, drafts: readonly Draft[]): Draft[] => {
  const steps = drafts.flatMap(d => (d.type === 'step-due' && !d.data.again ? [d.data.step] : []));
  if (steps.length === 0) return [...drafts];
  const after = (step: number): number | undefined => order.policy.ladder[step]?.afterMs;
  const latest = after(Math.max(...steps));
  return drafts.flatMap((d): Draft[] => {
    if (d.type !== 'step-due') return [d];
    if (d.data.again) return [];
    const { step, dueAt } = d.data;
    return after(step) === latest ? [d] : [{ type: 'step-skipped', data: { step, dueAt } }];
  });
};

/** Of reminders and re-sends too, those that an outage swallowed are passed over. */
const caughtUp = ({ order, progress }: Instruction, draft: Draft, at: number): Draft => {
  if (draft.type === 'reminded') {
    const { clock, dueAt, count } = draft.data;
    return {
      type: 'reminded',
      data: { clock, dueAt, count: latestReminder(order.policy.targets[clock], dueAt, count, at) },
    };
  }
  if (draft.type === 'dispatch-due') {
    let { dispatches } = draft.data;
    while (dispatchAfter(progress.attemptAt, dispatches + 1) <= at) dispatches += 1;
    return { type: 'dispatch-due', data: { dispatches } };
  }
  return draft;
};

export const systemRules: { readonly [N in SystemAct]: Rule<N> } = {
  dispatch: (now, { messageId, attempt }) =>
    set(now, 'dispatched') || ended(now, attempt)
      ? 'repeat'
      : [{ type: 'dispatched', data: { ...(messageId ? { messageId } : {}), ...whenWithdrawn(now) } }],
  deliver: (now, { by, channel, attempt, step, party }) => {
    const { order, progress } = now;
    const first = party === undefined && !set(now, 'delivered');
    const current = Math.max(progress.step.index, 0);
    const ofStep = ladderRuns(order, progress) && !progress.step.accepted && (step ?? current) === current;
    if (ended(now, attempt) || !(first || ofStep)) return 'repeat';
    const about = {
      ...(channel ? { channel } : {}),
      ...(step === undefined ? {} : { step }),
      ...(party ? { party } : {}),
    };
    return [{ type: 'delivered', data: { by, ...about, ...whenWithdrawn(now) } }];
  },
  miss: (now, { channel, attempt }) => {
    const { state, facts, endpointDown } = now.progress;
    const matters = state === 'issued' && !facts.delivered && !endpointDown && !ended(now, attempt);
    return matters ? [{ type: 'endpoint-down', data: { channel } }] : 'repeat';
  },
  page: ({ progress, history = [] }, { do: _do, phone: _phone, ...data }) => {
    const known =
      progress.step.cause === data.cause || history.some(e => e.type === 'paged' && e.data.cause === data.cause);
    return known ? 'repeat' : [{ type: 'paged', data }];
  },
  'pass-time': (now, _act, { at }) => {
    const due = timers(now.order, now.progress).filter(t => t.at <= at);
    return due.length === 0
      ? 'repeat'
      : latestStepOnly(
          now,
          due.map(({ draft }) => caughtUp(now, draft, at)),
        );
  },
  'expire-hold': ({ progress, hold }, { dueAt }, { at }) => {
    const early = at < (hold?.expiresAt ?? dueAt);
    return progress.hold === 'running' && !early ? [{ type: 'hold-expired', data: { dueAt } }] : 'repeat';
  },
};
