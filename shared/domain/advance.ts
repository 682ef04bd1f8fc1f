import { type Act, type Context, type Decision, type Draft, moves } from './act.ts';
import type { Happened } from './events.ts';
import { evolve } from './evolve.ts';
import { Fault } from './fault.ts';
import { fold } from './fold.ts';
import { expired, type Hold, holdFrom, releasedBy } from './hold.ts';
import type { Instruction, Order, Progress } from './instruction.ts';
import { decide } from './rules.ts';

export interface Step {
  readonly next: Progress;
  readonly happened: readonly Happened[];
  /** Given where the hold changes. */
  readonly hold?: Hold;
}

export interface Current extends Instruction {
  readonly hold?: Hold;
  /** All events so far; needed only by acts that strike or restore an entry. */
  readonly history?: readonly Happened[];
}

export const needsHistory = (name: Act['do']): boolean => name === 'answer-phone-entry' || name === 'rule-phone-entry';

const numbered = (draft: Draft, now: Progress, { at, by }: Context, phone: boolean): Happened => {
  const head = { n: now.version + 1, at: Math.max(at, now.at), by, ...(phone ? ({ phone: true } as const) : {}) };
  return { ...head, ...draft };
};

const restoring = (draft: Draft): boolean =>
  draft.type === 'phone-disputed' || (draft.type === 'phone-ruled' && draft.data.stands);

const holdAfter = (order: Order, now: Progress, hold: Hold | undefined, e: Happened): Hold | undefined => {
  if (e.type === 'disposed') return holdFrom(order, e, now.amount) ?? hold;
  if (e.type === 'hold-expired') return hold && expired(hold);
  if (e.type === 'released') return hold && releasedBy(hold, e.data.releasedAt);
  return hold;
};

/** Striking the entry that made a hold strikes the hold. */
const holdOf = (next: Progress, hold: Hold | undefined): Hold | undefined =>
  hold && next.hold === undefined
    ? { ...hold, state: 'struck', caughtNow: 0, dueAt: null, round: hold.round + 1 }
    : hold;

const legal = (now: Instruction, act: Act): void => {
  const allowed: Partial<Record<string, readonly string[]>> = moves[act.do];
  if (!allowed[now.progress.state]) {
    throw new Fault('conflict', 'illegal-act', {
      id: now.order.id,
      act: act.do,
      state: now.progress.state,
      number: now.progress.version,
    });
  }
};

/**
 * What an act makes of an instruction: its next state and the events, in one call; `repeat` where the same was said before.
 * @throws Fault conflict (the state refuses the act), invalid (the act breaks a rule on its own), missing
 */
export const advance = (now: Current, act: Act, context: Context): Step | 'repeat' => {
  legal(now, act);
  const drafts: Decision = decide(now, act, context);
  if (drafts === 'repeat') return 'repeat';
  let { progress: next, hold } = now;
  const happened: Happened[] = [];
  for (const [index, draft] of drafts.entries()) {
    const entered = act.phone !== undefined && index === drafts.length - 1;
    const e = numbered(draft, next, context, entered);
    next = restoring(draft) ? fold(now.order, [...(now.history ?? []), ...happened, e]) : evolve(now.order, next, e);
    hold = restoring(draft) ? holdOf(next, hold) : holdAfter(now.order, next, hold, e);
    happened.push(e);
  }
  return { next, happened, ...(hold && hold !== now.hold ? { hold } : {}) };
};
