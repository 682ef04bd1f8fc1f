import { inArena } from './arena.ts';
import type { Outcome } from './outcome.ts';
import { storm } from './scenarios.ts';

/** What SQS may do on any day, done all day. */
export const upsetQueues = ({ seed, rounds }: { seed: number; rounds: number }): Promise<Outcome> => {
  const queues = { seed, duplicate: 0.4, delay: 0.4, delayMs: 1_500, reorder: 0.4 };
  return inArena(
    { name: '消息重复、乱序、延迟 messages twice, late and out of order', faults: { queues } },
    async ({ play }) => {
      for (let round = 0; round < rounds; round += 1) await play(storm(seed + round));
    },
  );
};

/** Services that throttle, break, lose their answers and hang, under functions that die now and then. */
export const brokenServices = ({ seed, rounds }: { seed: number; rounds: number }): Promise<Outcome> => {
  const calls = { seed, throttle: 0.03, fail: 0.03, lose: 0.03, hang: 0.01, die: 0.005 };
  const queues = { seed, duplicate: 0.1, delay: 0.1, reorder: 0.1 };
  return inArena(
    {
      name: '限流、断线、丢应答、挂起、函数猝死 calls throttled, cut, unanswered, functions dying',
      faults: { calls, queues },
    },
    async ({ play }) => {
      for (let round = 0; round < rounds; round += 1) await play(storm(seed + round));
    },
  );
};
