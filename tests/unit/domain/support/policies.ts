import type { Urgency } from '../../../../shared/domain/kinds.ts';
import type { LadderStep, Policy, PolicyRule } from '../../../../shared/domain/policy.ts';

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;

const quickLadder: readonly LadderStep[] = [
  { afterMs: 0, rungs: ['A', 'B'] },
  { afterMs: 60 * second, rungs: ['A', 'B'], channel: 'voice' },
  { afterMs: 3 * minute, rungs: ['head'] },
  { afterMs: 5 * minute, rungs: ['liaison', 'police-desk'] },
];

const slowLadder: readonly LadderStep[] = [
  { afterMs: 0, rungs: ['A'] },
  { afterMs: 3 * minute, rungs: ['B'] },
  { afterMs: 5 * minute, rungs: ['A', 'B'], channel: 'voice' },
  { afterMs: 6 * minute, rungs: ['head'] },
  { afterMs: 8 * minute, rungs: ['liaison'] },
  { afterMs: 12 * minute, rungs: ['police-desk'] },
];

const policy = (urgency: Urgency, hours: 'day' | 'night'): Policy => ({
  version: `${urgency}-${hours}-1`,
  targets: {
    dispatch: 5 * second,
    delivery: 30 * second,
    acknowledge: urgency === 'urgent' ? 2 * minute : 5 * minute,
    dispose: urgency === 'urgent' ? 10 * minute : 30 * minute,
    report: 10 * minute,
    correct: 30 * minute,
    confirm: 24 * hour,
    ruling: 30 * minute,
    paper: 2 * hour,
    phone: 24 * hour,
    withdraw: 10 * minute,
    release: 30 * minute,
  },
  ladder: urgency === 'urgent' || hours === 'night' ? quickLadder : slowLadder,
  holdMs: 48 * hour,
});

export const urgent = policy('urgent', 'day');
export const normal = policy('normal', 'day');
export const night = policy('normal', 'night');

/** The same four rules as a county would configure them, in force from `from`. */
export const policyRules = (from: number, until: number | null = null): PolicyRule[] =>
  (['urgent', 'normal'] as const).flatMap(urgency =>
    (['day', 'night'] as const).map(hours => ({
      ...policy(urgency, hours),
      kind: 'stop' as const,
      urgency,
      hours,
      from,
      until,
      source: 'design of this exercise',
    })),
  );
