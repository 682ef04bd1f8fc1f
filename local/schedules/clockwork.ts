import { randomUUID } from 'node:crypto';
import type { LocalFunction } from '../functions/function.ts';
import { account, region } from '../names.ts';
import type { State } from '../state.ts';
import type { Next } from './expression.ts';

export interface Rule {
  readonly id: string;
  readonly arn: string;
  readonly next: Next;
  readonly targets: readonly { readonly target: Pick<LocalFunction, 'invoke'>; readonly input?: unknown }[];
}

const longestTimer = 3_600_000;
const longestLook = 31 * 24 * longestTimer;

const event = (rule: Rule, at: number): unknown => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account,
  time: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
  region,
  resources: [rule.arn],
  detail: {},
});

/** Rings rules at their times. What should have rung while the machine was off rings once, at start, with its own time. */
export function startClockwork(rules: readonly Rule[], state: State): { stop: () => void } {
  const timers = new Map<string, NodeJS.Timeout>();
  const ring = (rule: Rule, at: number): void => {
    state.set('schedule', rule.id, String(at));
    for (const { target, input } of rule.targets) void target.invoke(input ?? event(rule, at));
  };
  const arm = (rule: Rule, at: number): void => {
    const left = at - Date.now();
    timers.set(
      rule.id,
      setTimeout(
        left > longestTimer ? () => arm(rule, at) : () => due(rule, at),
        Math.min(Math.max(0, left), longestTimer),
      ),
    );
  };
  const due = (rule: Rule, at: number): void => {
    // A timer may fire a millisecond early; a laptop that slept wakes up late and rings the last time it missed.
    const now = Math.max(Date.now(), at);
    ring(rule, lastBefore(rule.next, at, now));
    arm(rule, rule.next(now));
  };
  for (const rule of rules) {
    const now = Date.now();
    const since = Number(state.get('schedule', rule.id) ?? now);
    const missed = lastBefore(rule.next, since, now);
    if (missed > since) ring(rule, missed);
    else state.set('schedule', rule.id, String(since));
    arm(rule, rule.next(now));
  }
  return {
    stop: () => {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}

/** The latest of its times up to now, at most a month back, or `from` when none came since. */
function lastBefore(next: Next, from: number, now: number): number {
  let last = from;
  for (let at = next(Math.max(from, now - longestLook)); at <= now; at = next(at)) last = at;
  return last;
}
