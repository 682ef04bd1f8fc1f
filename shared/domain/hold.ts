import type { Happened, HappenedOf } from './events.ts';
import type { Order, Progress } from './instruction.ts';
import { outcomes } from './outcomes.ts';

/** What stays on an account. A stop's mode is receive-only (只收不付), whatever the balance. Amounts in fen, instants in epoch ms. */
export interface Hold {
  readonly id: string;
  readonly mode: 'receive-only';
  readonly state: 'running' | 'expired' | 'released' | 'struck';
  /** As asked; may exceed the balance. */
  readonly applied: number;
  readonly caughtAtStart: number;
  readonly caughtNow: number;
  /** The bank's time. */
  readonly startedAt: number;
  /** Computed, never typed. */
  readonly expiresAt: number;
  readonly releasedAt?: number;
  readonly dueAt: number | null;
  readonly round: number;
}

/** The hold a disposal leaves, or undefined where the outcome leaves none. */
const holdFrom = (order: Order, { data }: HappenedOf<'disposed'>, amount: number): Hold | undefined => {
  if (!outcomes[data.outcome].holds) return undefined;
  const expiresAt = data.executedAt + order.policy.holdMs;
  return {
    id: order.id,
    mode: 'receive-only',
    state: 'running',
    applied: data.applied ?? amount,
    caughtAtStart: data.caught ?? 0,
    caughtNow: data.caught ?? 0,
    startedAt: data.executedAt,
    expiresAt,
    dueAt: expiresAt,
    round: 1,
  };
};

/** Expiry makes it due for release (应解除); only the bank's word makes it released. */
export const expired = (hold: Hold): Hold => ({ ...hold, state: 'expired', dueAt: null, round: hold.round + 1 });

const releasedBy = (hold: Hold, releasedAt: number): Hold => ({
  ...hold,
  state: 'released',
  caughtNow: 0,
  releasedAt,
  dueAt: null,
  round: hold.round + 1,
});

/** Striking the entry that made a hold strikes the hold. */
const struck = (hold: Hold): Hold => ({ ...hold, state: 'struck', caughtNow: 0, dueAt: null, round: hold.round + 1 });

/** The hold after one more event; a statement that differs from the one in force changes none. `now` is the state before the event. */
export const holdAfter = (order: Order, now: Progress, hold: Hold | undefined, e: Happened): Hold | undefined => {
  if (e.type === 'disposed') {
    const made = now.outcome === undefined || now.hold === undefined ? holdFrom(order, e, now.amount) : undefined;
    return made ? { ...made, round: (hold?.round ?? 0) + 1 } : hold;
  }
  if (e.type === 'hold-expired') return hold && now.hold === 'running' ? expired(hold) : hold;
  if (e.type === 'released') {
    const stands = now.hold === 'running' || now.hold === 'expired';
    return hold && stands ? releasedBy(hold, e.data.releasedAt) : hold;
  }
  return hold;
};

const telling = [
  'state',
  'applied',
  'caughtAtStart',
  'caughtNow',
  'startedAt',
  'expiresAt',
  'releasedAt',
  'dueAt',
] as const;

/** The hold as a whole history makes it, in place of the one on record; the same object where nothing changes. */
export const holdRestored = (made: Hold | undefined, recorded: Hold | undefined): Hold | undefined => {
  if (!made) return recorded && recorded.state !== 'struck' ? struck(recorded) : recorded;
  if (recorded && telling.every(name => made[name] === recorded[name])) return recorded;
  return { ...made, round: (recorded?.round ?? 0) + 1 };
};
