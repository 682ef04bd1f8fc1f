import type { Kind, Urgency } from './kinds.ts';

export const clocks = [
  'dispatch',
  'delivery',
  'acknowledge',
  'dispose',
  'report',
  'correct',
  'confirm',
  'ruling',
  'paper',
  'phone',
  'withdraw',
  'release',
] as const;
export type Clock = (typeof clocks)[number];

export const rungs = ['A', 'B', 'head', 'liaison', 'police-desk', 'supervisor'] as const;
/** Whom a step of the ladder reaches: the bank's roles, the liaison point, the police desk of the issuing unit, the supervisor. */
export type Rung = (typeof rungs)[number];

export interface LadderStep {
  /** Milliseconds after the attempt began. */
  readonly afterMs: number;
  readonly rungs: readonly Rung[];
  /** Only this channel; otherwise each person's own. */
  readonly channel?: string;
}

/** What is in force for one instruction, copied into it when issued: it is evidence. Durations in ms. */
export interface Policy {
  readonly version: string;
  readonly targets: Readonly<Record<Clock, number>>;
  readonly ladder: readonly LadderStep[];
  /** How long a stop lasts from the moment it takes effect (86号 二(一)2: 48 h). */
  readonly holdMs: number;
}

export interface PolicyRule extends Policy {
  readonly kind: Kind;
  readonly urgency: Urgency;
  /** `night` covers 18:00-08:00 in the county's zone and whole holidays. */
  readonly hours: 'day' | 'night';
  /** Epoch ms, half-open. */
  readonly from: number;
  readonly until: number | null;
  /** Where each number comes from. */
  readonly source: string;
}

/** The share of a target after which its owner is warned. */
export const warningShare = 0.75;

/** The rule in force for a kind at an instant, or undefined where the county has none. */
export const policyFor = (
  rules: readonly PolicyRule[],
  want: { readonly kind: Kind; readonly urgency: Urgency; readonly hours: 'day' | 'night'; readonly at: number },
): Policy | undefined => {
  const rule = rules.find(
    r =>
      r.kind === want.kind &&
      r.urgency === want.urgency &&
      r.hours === want.hours &&
      r.from <= want.at &&
      (r.until === null || want.at < r.until),
  );
  return rule && { version: rule.version, targets: rule.targets, ladder: rule.ladder, holdMs: rule.holdMs };
};
