import { type Act, type Context, type Current, type Decision, moves } from './act.ts';
import type { Happened } from './events.ts';
import { evolve } from './evolve.ts';
import { Fault } from './fault.ts';
import { restores, trace } from './fold.ts';
import { type Hold, holdAfter, holdRestored } from './hold.ts';
import type { Instruction, Progress } from './instruction.ts';
import { decide } from './rules.ts';

export type { Current } from './act.ts';

export interface Step {
  readonly next: Progress;
  readonly happened: readonly Happened[];
  /** Given where the hold changes. */
  readonly hold?: Hold;
}

export const needsHistory = (name: Act['do']): boolean => name === 'answer-phone-entry' || name === 'rule-phone-entry';

/** Everything that one telephone call entered is one entry, which the bank confirms or disputes as a whole. */
const entered = (phone: boolean, n: number, last: number) =>
  phone ? ({ phone: true, ...(n < last ? { entry: last } : {}) } as const) : {};

/** Where the act may lead from here. @throws Fault conflict/illegal-act */
const targetsOf = (now: Instruction, act: Act): readonly string[] => {
  const table: Partial<Record<string, readonly string[]>> = moves[act.do];
  const targets = table[now.progress.state];
  if (!targets) {
    throw new Fault('conflict', 'illegal-act', {
      id: now.order.id,
      act: act.do,
      state: now.progress.state,
      number: now.progress.version,
    });
  }
  return targets;
};

/** One event more. */
const taken = (now: Current, events: readonly Happened[], e: Happened): { next: Progress; hold: Hold | undefined } => {
  const { order, progress, hold } = now;
  if (!restores(e)) return { next: evolve(order, progress, e), hold: holdAfter(order, progress, hold, e) };
  const last = trace(order, [...(now.history ?? []), ...events, e]).at(-1);
  return { next: last?.progress ?? progress, hold: holdRestored(last?.hold, hold) };
};

/**
 * What an act makes of an instruction: its next state and the events, in one call; `repeat` where the same was said before.
 * @throws Fault conflict (the state refuses the act), invalid (the act breaks a rule on its own), missing, bug/illegal-target (effects and table disagree)
 */
export const advance = (now: Current, act: Act, { by, ...context }: Context): Step | 'repeat' => {
  const targets = targetsOf(now, act);
  const at = Math.max(context.at, now.progress.at);
  const drafts: Decision = decide(now, act, { ...context, by, at });
  if (drafts === 'repeat') return 'repeat';
  const last = now.progress.version + drafts.length;
  let { progress: next, hold } = now;
  const happened: Happened[] = [];
  for (const draft of drafts) {
    const n = next.version + 1;
    const e: Happened = { n, at, by, ...entered(act.phone !== undefined, n, last), ...draft };
    ({ next, hold } = taken({ ...now, progress: next, ...(hold ? { hold } : {}) }, happened, e));
    happened.push(e);
  }
  if (!targets.includes(next.state))
    throw new Fault('bug', 'illegal-target', { id: next.id, act: act.do, from: now.progress.state, to: next.state });
  return { next, happened, ...(hold && hold !== now.hold ? { hold } : {}) };
};
