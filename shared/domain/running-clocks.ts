import type { Draft } from './act.ts';
import { isOpen, type Order, type Progress } from './instruction.ts';
import { openItems } from './open-items.ts';
import { type Clock, warningShare } from './policy.ts';
import { remindAfter } from './reminders.ts';

export interface Timer {
  /** Unique within an attempt. */
  readonly key: string;
  readonly at: number;
  readonly draft: Draft;
}

/** A clock that somebody is held to, and since when. */
interface Running {
  readonly clock: Clock;
  readonly from: number;
}

const at = (clock: Clock, from: number | undefined): Running[] => (from === undefined ? [] : [{ clock, from }]);

const earliest = (times: readonly number[]): number | undefined => (times.length ? Math.min(...times) : undefined);

const ofState = ({ route }: Order, progress: Progress): Running[] => {
  const { state, attemptAt, since, credit, facts, contestedAt, withdrawalAskedAt } = progress;
  const outside = route === 'platform';
  // Nobody is held to what police have asked back.
  const resting = outside || withdrawalAskedAt !== undefined;
  switch (state) {
    case 'issued':
      return [
        ...at('dispatch', facts.dispatched ? undefined : attemptAt),
        ...at('delivery', outside || facts.delivered ? undefined : facts.dispatched?.at),
        ...at('acknowledge', resting ? undefined : attemptAt + credit),
      ];
    case 'acknowledged':
      return at('dispose', resting ? undefined : (facts.acknowledged?.at ?? since) + credit);
    case 'returned':
      return at('correct', contestedAt === undefined && withdrawalAskedAt === undefined ? since : undefined);
    case 'disposed':
      return at('report', outside ? undefined : since + credit);
    case 'reported':
      return at('confirm', openItems(progress).length > 0 ? undefined : since);
    case 'closed':
    case 'withdrawn':
      return [];
  }
};

const beside = ({ route, policy }: Order, progress: Progress): Running[] => {
  const { paperDueAt, withdrawalAskedAt, releaseFrom, contestedAt, phone } = progress;
  const outside = route === 'platform';
  const unruled = phone.flatMap(entry => (entry.disputed ? [entry.at] : []));
  return [
    ...at('paper', paperDueAt === undefined ? undefined : paperDueAt - policy.targets.paper),
    ...at('withdraw', outside ? undefined : withdrawalAskedAt),
    ...at('ruling', earliest(contestedAt === undefined ? unruled : [...unruled, contestedAt])),
    ...at('release', outside ? undefined : releaseFrom),
  ];
};

const running = (order: Order, progress: Progress): Running[] => [
  ...ofState(order, progress),
  ...beside(order, progress),
];

const nameOf = (order: Order, { clock, from }: Running): string =>
  `${clock}.${(from + order.policy.targets[clock]).toString(36)}.`;

/** How far a clock has rung: 0 not, 1 warned, 2 breached, one more for each reminder. */
const rangTo = (fired: readonly string[], name: string): number =>
  Number(fired.find(key => key.startsWith(name))?.slice(name.length) ?? 0);

/** What the ringing of a clock leaves in `fired`. */
export const ringing = (
  fired: readonly string[],
  { clock, dueAt }: { readonly clock: Clock; readonly dueAt: number },
  level: number,
): readonly string[] => {
  const name = `${clock}.${dueAt.toString(36)}.`;
  return [...fired.filter(key => !key.startsWith(`${clock}.`)), `${name}${Math.max(level, rangTo(fired, name))}`];
};

/** Clocks that stopped for good need not be remembered; those that a ruling may start again must. */
export const stillRinging = (order: Order, progress: Progress): readonly string[] => {
  const { contestedAt: _, withdrawalAskedAt: __, ...resumed } = progress;
  const maybe =
    progress.state === 'returned' ? [resumed, { ...resumed, state: progress.before ?? ('issued' as const) }] : [];
  const names = [progress, ...maybe].flatMap(each => running(order, each)).map(each => nameOf(order, each));
  return progress.fired.filter(key => names.some(name => key.startsWith(name)));
};

// The dispatch and delivery clocks are over before a warning could reach anybody.
const unwarned: readonly Clock[] = ['dispatch', 'delivery'];
const unreminded: readonly Clock[] = ['dispatch', 'delivery', 'release'];

const timersOf = (order: Order, progress: Progress, each: Running): Timer[] => {
  const { clock, from } = each;
  const target = order.policy.targets[clock];
  const dueAt = from + target;
  const name = nameOf(order, each);
  const level = rangTo(progress.fired, name);
  if (level >= 2) {
    const count = level - 1;
    return isOpen(progress.state) && !unreminded.includes(clock)
      ? [
          {
            key: `${name}${level + 1}`,
            at: remindAfter(target, dueAt, count),
            draft: { type: 'reminded', data: { clock, dueAt, count } },
          },
        ]
      : [];
  }
  const breach: Timer = {
    key: `${name}2`,
    at: dueAt,
    draft:
      clock === 'confirm' ? { type: 'closed', data: { by: 'time' } } : { type: 'breached', data: { clock, dueAt } },
  };
  return level === 1 || unwarned.includes(clock)
    ? [breach]
    : [
        {
          key: `${name}1`,
          at: from + Math.floor(target * warningShare),
          draft: { type: 'warned', data: { clock, dueAt } },
        },
        breach,
      ];
};

/** Warning, breach and reminders of every clock that runs; police's confirmation comes by itself when its time is over. */
export const clockTimers = (order: Order, progress: Progress): Timer[] =>
  running(order, progress).flatMap(each => timersOf(order, progress, each));
