import type { Draft } from './act.ts';
import type { Order, Progress } from './instruction.ts';
import { type Clock, warningShare } from './policy.ts';

export interface Timer {
  /** Unique within an attempt; a timer whose key is in `fired` has rung. */
  readonly key: string;
  readonly at: number;
  readonly draft: Draft;
}

/** How long a lost hint waits before it is sent again, in ms after the last. */
export const resendAfterMs = [5_000, 15_000, 60_000, 300_000] as const;

const backoff = (count: number): number => resendAfterMs[Math.min(count, resendAfterMs.length - 1)] ?? 300_000;

const backoffs = (count: number): number =>
  Array.from({ length: count }, (_, k) => backoff(k)).reduce((sum, each) => sum + each, 0);

const clockTimers = (order: Order, clock: Clock, from: number): Timer[] => {
  const target = order.policy.targets[clock];
  const dueAt = from + target;
  const key = `${clock}.${dueAt.toString(36)}`;
  const warning: Timer = {
    key: `${key}.w`,
    at: from + Math.floor(target * warningShare),
    draft: { type: 'warned', data: { clock, dueAt } },
  };
  const breach: Timer = { key: `${key}.b`, at: dueAt, draft: { type: 'breached', data: { clock, dueAt } } };
  return [warning, breach];
};

const dispatchTimers = (order: Order, { attemptAt, dispatches }: Progress): Timer[] => {
  const again: Timer = {
    key: `dispatch.${dispatches}`,
    at: attemptAt + backoffs(dispatches + 1),
    draft: { type: 'dispatch-due', data: { dispatches: dispatches + 1 } },
  };
  const breach = clockTimers(order, 'dispatch', attemptAt).filter(t => t.key.endsWith('.b'));
  return [again, ...breach];
};

const ladderTimers = ({ policy, route }: Order, { attemptAt, step }: Progress): Timer[] => {
  if (route === 'platform' || route === 'direct') return [];
  return policy.ladder.flatMap((each, index) => {
    if (index === 0 || index <= step.index) return [];
    const atOnce = step.nobody && index === step.index + 1;
    const at = atOnce ? step.at : attemptAt + each.afterMs;
    return [
      { key: `step.${index}`, at, draft: { type: 'step-due', data: { step: index, dueAt: at } } } satisfies Timer,
    ];
  });
};

const deliveryTimers = (order: Order, { facts, step }: Progress): Timer[] => {
  if (!facts.dispatched || facts.delivered || order.route === 'platform') return [];
  const breach = clockTimers(order, 'delivery', facts.dispatched.at).filter(t => t.key.endsWith('.b'));
  if (order.route === 'direct' || step.nobody) return breach;
  const at =
    Math.max(step.at, facts.dispatched.at) + order.policy.targets.delivery + (step.runs > 0 ? backoff(step.runs) : 0);
  const index = Math.max(step.index, 0);
  return [
    ...breach,
    {
      key: `again.${index}.${step.runs}`,
      at,
      draft: { type: 'step-due', data: { step: index, dueAt: at, again: true } },
    },
  ];
};

/** Whatever keeps a reported instruction from closing by itself. */
export const openItems = (progress: Progress): string[] => [
  ...(progress.paperDueAt === undefined ? [] : ['late-papers']),
  ...(progress.phone.length === 0 ? [] : ['phone-entry']),
  ...(progress.withdrawalAskedAt === undefined ? [] : ['withdrawal']),
  ...(progress.releaseProposed ? ['release'] : []),
];

const stateTimers = (order: Order, progress: Progress): Timer[] => {
  const { state, attemptAt, since, credit, facts, contestedAt } = progress;
  switch (state) {
    case 'issued':
      return [
        ...(facts.dispatched ? [] : dispatchTimers(order, progress)),
        ...deliveryTimers(order, progress),
        ...(order.route === 'platform' ? [] : clockTimers(order, 'acknowledge', attemptAt + credit)),
        ...ladderTimers(order, progress),
      ];
    case 'acknowledged':
      return order.route === 'platform'
        ? []
        : clockTimers(order, 'dispose', (facts.acknowledged?.at ?? since) + credit);
    case 'returned':
      return contestedAt === undefined
        ? clockTimers(order, 'correct', since)
        : clockTimers(order, 'ruling', contestedAt);
    case 'disposed':
      return clockTimers(order, 'report', since + credit);
    case 'reported':
      return openItems(progress).length > 0
        ? []
        : [{ key: 'close', at: since + order.policy.targets.confirm, draft: { type: 'closed', data: { by: 'time' } } }];
    case 'closed':
    case 'withdrawn':
      return [];
  }
};

const sideTimers = (order: Order, { paperDueAt, withdrawalAskedAt, phone }: Progress): Timer[] => [
  ...(paperDueAt === undefined ? [] : clockTimers(order, 'paper', paperDueAt - order.policy.targets.paper)),
  ...(withdrawalAskedAt === undefined ? [] : clockTimers(order, 'withdraw', withdrawalAskedAt)),
  ...phone.map(
    ({ n, at }): Timer => ({
      key: `phone.${n}`,
      at: at + order.policy.targets.phone,
      draft: { type: 'phone-lapsed', data: { entry: n } },
    }),
  ),
];

/** Every timer that has not rung, earliest first. */
export const timers = (order: Order, progress: Progress): Timer[] =>
  [...stateTimers(order, progress), ...sideTimers(order, progress)]
    .filter(({ key }) => !progress.fired.includes(key))
    .sort((a, b) => a.at - b.at);
