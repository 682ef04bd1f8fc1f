import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import { ProgressRow } from '../../../../shared/contract/rows.ts';
import { type ActName, moves } from '../../../../shared/domain/act.ts';
import { audiences, pages } from '../../../../shared/domain/audience.ts';
import type { Happened } from '../../../../shared/domain/events.ts';
import { trace } from '../../../../shared/domain/fold.ts';
import type { Hold } from '../../../../shared/domain/hold.ts';
import { factNames, isOpen, type Order, type Progress } from '../../../../shared/domain/instruction.ts';
import { openItems, timers } from '../../../../shared/domain/timers.ts';

export interface Standing {
  readonly order: Order;
  readonly events: readonly Happened[];
  readonly before: Progress;
  readonly progress: Progress;
  readonly hold: Hold | undefined;
  readonly act: ActName;
}

const require = (holds: boolean, sentence: string, { act, before, progress }: Standing): void => {
  if (!holds) expect.fail(`${sentence}: ${act} made ${JSON.stringify(progress)} of ${JSON.stringify(before)}`);
};

/** Calls that wait for the bank's answer at one time; more of them cost a little more. */
const usualCalls = 4;

const sizeOf = (progress: Progress): number => Buffer.byteLength(JSON.stringify(progress));

/** Something will ring, or the one thing that keeps it open has a clock of its own: the hold's. */
const somebodyIsHeldToIt = ({ order, progress, hold }: Standing): boolean => {
  if (!isOpen(progress.state) || order.route === 'platform' || progress.dueAt !== null) return true;
  return isDeepStrictEqual(openItems(progress), ['release']) && typeof hold?.dueAt === 'number';
};

const allowed = (act: ActName, from: Progress['state']): readonly string[] => {
  const table: Partial<Record<string, readonly string[]>> = moves[act];
  return table[from] ?? [];
};

const refolds = (act: ActName): boolean => act === 'answer-phone-entry' || act === 'rule-phone-entry';

/** Within an attempt a stated fact stays as it was stated, and an inferred one only gives way to a stated one. */
const factsStand = ({ before, progress, act }: Standing): boolean =>
  refolds(act) ||
  before.attempt !== progress.attempt ||
  factNames.every(name => {
    const [was, is] = [before.facts[name], progress.facts[name]];
    return (
      was === undefined || isDeepStrictEqual(was, is) || (was.inferred === true && is !== undefined && !is.inferred)
    );
  });

const stateOfHold = (hold: Hold | undefined): string | undefined =>
  hold?.state === 'struck' ? undefined : hold?.state;

/** What must hold after every step, whatever was done. */
export const expectSound = (now: Standing, taken: readonly Happened[]): void => {
  const { order, before, progress, hold, act } = now;
  const at = [before.at, ...taken.map(e => e.at)];
  require(allowed(act, before.state).includes(progress.state), 'the state is one the table allows', now);
  require(taken.every((e, index) => e.n === before.version + index + 1) &&
    progress.version === before.version + taken.length, 'events are numbered without a gap', now);
  require(taken.every((e, index) => e.at >= (at[index] ?? 0)) && progress.at >= before.at, 'time never goes back', now);
  require(factsStand(now), 'a fact is set once', now);
  require(stateOfHold(hold) === progress.hold, 'hold and instruction agree', now);
  require(progress.dueAt === (timers(order, progress)[0]?.at ?? null), 'due is the earliest timer', now);
  require(progress.dueAt === before.dueAt || progress.round > before.round, 'another deadline is another round', now);
  require(sizeOf(progress) <=
    1024 + Math.max(0, progress.phone.length - usualCalls) * 48, 'the state stays within 1 KB', now);
  require(somebodyIsHeldToIt(now), 'nothing open falls silent', now);
  require(taken.every(
    e => e.type === 'resent' || pages(e) || audiences(now, e).length === 0,
  ), 'whom an event concerns is paged', now);
};

/** What the whole history makes is what stands, and what is stored is what was decided. */
export const expectFolds = ({ order, events, progress, hold }: Standing): void => {
  const last = trace(order, events).at(-1);
  if (!isDeepStrictEqual(last?.progress, progress)) expect(last?.progress).toEqual(progress);
  expect(stateOfHold(last?.hold)).toBe(stateOfHold(hold));
  const row: unknown = JSON.parse(JSON.stringify(progress));
  if (!isDeepStrictEqual(ProgressRow.parse(row), progress)) expect(ProgressRow.parse(row)).toEqual(progress);
};
