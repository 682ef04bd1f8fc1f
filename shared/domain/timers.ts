import { resendAfter, resendMs } from './backoff.ts';
import type { Order, Progress } from './instruction.ts';
import { ladderTimers } from './ladder.ts';
import { clockTimers, type Timer } from './running-clocks.ts';

export { openItems } from './open-items.ts';
export type { Timer } from './running-clocks.ts';

/** When the `count`th re-send of a dispatch is due, epoch ms. */
export const dispatchAfter = (attemptAt: number, count: number): number => {
  const growing = resendMs.slice(0, count).reduce((sum, each) => sum + each, 0);
  return attemptAt + growing + Math.max(0, count - resendMs.length) * resendAfter(count);
};

const dispatchTimers = ({ state, facts, attemptAt, dispatches }: Progress): Timer[] =>
  state !== 'issued' || facts.dispatched
    ? []
    : [
        {
          key: `dispatch.${dispatches}`,
          at: dispatchAfter(attemptAt, dispatches + 1),
          draft: { type: 'dispatch-due', data: { dispatches: dispatches + 1 } },
        },
      ];

const phoneTimers = ({ policy }: Order, { phone }: Progress): Timer[] =>
  phone
    .filter(({ disputed }) => !disputed)
    .map(({ n, at }) => ({
      key: `phone.${n}`,
      at: at + policy.targets.phone,
      draft: { type: 'phone-lapsed', data: { entry: n } },
    }));

/** Every timer that has not rung, earliest first. */
export const timers = (order: Order, progress: Progress): Timer[] =>
  [
    ...dispatchTimers(progress),
    ...clockTimers(order, progress),
    ...ladderTimers(order, progress),
    ...phoneTimers(order, progress),
  ].sort((a, b) => a.at - b.at);
