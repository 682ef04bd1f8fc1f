import { inArena } from './arena.ts';
import type { Outcome } from './outcome.ts';
import { storm } from './scenarios.ts';

/** Starts of the functions' names in the template; every one that an instruction meets on its way. */
const functions = [
  'ApiPolice',
  'ApiBank',
  'WorkersDispatchInstruction',
  'WorkersPageOfficers',
  'WorkersSendConsole',
  'WorkersSendWebhook',
  'WorkersRelayEvents',
  'WorkersRunDeadline',
  'SchedulesSweepDeadlines',
];

/** Every function dies in place of its nth call, with whatever else it had in hand. */
export const deathsAt = ({ nth, seed }: { nth: number; seed: number }): Promise<Outcome> => {
  const dieAt = Object.fromEntries(functions.map(name => [name, nth]));
  const name = `每个函数死于第 ${nth} 次调用 every function dies at its call ${nth}`;
  return inArena({ name, faults: { calls: { seed, dieAt } } }, ({ play }) => play(storm(seed + nth, { repeat: 1 })));
};
