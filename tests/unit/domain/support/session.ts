import type { Act } from '../../../../shared/domain/act.ts';
import { advance, needsHistory, type Step } from '../../../../shared/domain/advance.ts';
import type { Actor, EventType, Happened, HappenedOf } from '../../../../shared/domain/events.ts';
import { begin } from '../../../../shared/domain/evolve.ts';
import type { Hold } from '../../../../shared/domain/hold.ts';
import type { Order, Progress } from '../../../../shared/domain/instruction.ts';
import { authorise } from '../../../../shared/domain/rights.ts';
import { deepFreeze } from './freeze.ts';
import { expectFolds, expectSound } from './invariants.ts';
import { amount, anOrder } from './orders.ts';
import { dispatcher, platform } from './people.ts';

/** One instruction and everything that happened to it, as the ledger would keep it. */
export interface Session {
  readonly order: Order;
  readonly events: readonly Happened[];
  readonly progress: Progress;
  readonly hold: Hold | undefined;
  /** Does one act; what came of it must be sound, or the test fails here. */
  act(by: Actor, act: Act, at: number, more?: { readonly otherStops?: number }): Step | 'repeat';
  /** Lets every timer and the hold's expiry ring at its own time, up to `at`. */
  passTo(at: number): void;
  /** Lets time pass as after an outage: nothing rings before `at`, then everything at once. */
  wakeAt(at: number): Step | 'repeat';
  typesSince(n: number): EventType[];
  of<T extends EventType>(type: T): HappenedOf<T>[];
}

const is =
  <T extends EventType>(type: T) =>
  (e: Happened): e is HappenedOf<T> =>
    e.type === type;

export const issued = (order: Order = anOrder(), sum: number = amount): Session => {
  const first: HappenedOf<'issued'> = {
    type: 'issued',
    n: 1,
    at: order.issuedAt,
    by: dispatcher,
    data: { amount: sum, orderHash: 'f'.repeat(64) },
  };
  deepFreeze(order);
  const events: Happened[] = [deepFreeze(first)];
  let progress = deepFreeze(begin(order, first));
  let hold: Hold | undefined;
  let check: () => void = () => undefined;

  const take = (by: Actor, wish: Act, at: number, more: { readonly otherStops?: number } = {}): Step | 'repeat' => {
    const history = needsHistory(wish.do) ? { history: deepFreeze([...events]) } : {};
    authorise(order, wish, by);
    const now = deepFreeze({ order, progress, ...(hold ? { hold } : {}), ...history });
    const step = advance(now, deepFreeze(wish), deepFreeze({ at, by, ...more }));
    if (step === 'repeat') return step;
    const before = progress;
    events.push(...deepFreeze(step.happened));
    progress = deepFreeze(step.next);
    hold = deepFreeze(step.hold) ?? hold;
    const standing = { order, events, before, progress, hold, act: wish.do };
    expectSound(standing, step.happened);
    check = () => expectFolds(standing);
    return step;
  };

  const act: Session['act'] = (...wish) => {
    const step = take(...wish);
    check();
    return step;
  };

  const nextDue = (): { at: number; act: Act } | undefined => {
    const dues: { at: number; act: Act }[] = [];
    if (progress.dueAt !== null) dues.push({ at: progress.dueAt, act: { do: 'pass-time' } });
    if (hold?.dueAt) dues.push({ at: hold.dueAt, act: { do: 'expire-hold', dueAt: hold.dueAt } });
    return dues.sort((a, b) => a.at - b.at)[0];
  };

  return {
    order,
    events,
    get progress() {
      return progress;
    },
    get hold() {
      return hold;
    },
    act,
    passTo: until => {
      for (let due = nextDue(); due && due.at <= until; due = nextDue())
        take(platform, due.act, Math.max(due.at, progress.at));
      check();
    },
    wakeAt: at => act(platform, { do: 'pass-time' }, at),
    typesSince: n => events.filter(e => e.n > n).map(e => e.type),
    of: type => events.filter(is(type)),
  };
};
