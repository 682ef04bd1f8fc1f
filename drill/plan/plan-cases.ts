import type { Cast } from '../scenario/cast.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { chance } from '../scenario/seeded.ts';
import { inventedName } from './people.ts';
import type { CasePlan } from './plan.ts';
import { planOrder } from './plan-order.ts';

export interface PlanWish {
  readonly scenario: Scenario;
  readonly cast: Cast;
  /** Seven digits that tell this run's accounts and incidents from those of others. */
  readonly run: string;
  /** Epoch ms. */
  readonly now: number;
}

const dayOf = (zone: string, now: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(now).replaceAll('-', '');

/** Every case of a scenario with every chance taken by its seed, in the order in which they begin. */
export const planCases = ({ scenario, cast, run, now }: PlanWish): CasePlan[] => {
  const { seed, repeat, timeScale: scale } = scenario;
  const day = dayOf(cast.zone, now);
  const plans: CasePlan[] = [];
  let orders = 0;
  const rounds = Array.from({ length: repeat }, () =>
    scenario.cases.flatMap(one => Array.from({ length: one.repeat }, () => one)),
  ).flat();
  for (const [i, one] of rounds.entries()) {
    const n = i + 1;
    const own = chance(seed, n);
    const atMs = (own.within(one.at) * 1000) / scale;
    const reportedBeforeMs = Math.floor(own.within(one.reportedBefore) * 1000);
    const incidentNumber = one.incidentNumber
      .replaceAll('{date}', day)
      .replaceAll('{run}', run)
      .replaceAll('{n}', String(n).padStart(4, '0'));
    const victim = one.victim ?? { name: inventedName(own) };
    const planned = one.instructions.flatMap(instruction => {
      orders += 1;
      const wish = { scenario, instruction, cast, unit: one.unit, incidentNumber, run, n: orders, chance: own, scale };
      return planOrder(wish) ?? [];
    });
    plans.push({ n, atMs, reportedBeforeMs, victim, orders: planned });
  }
  return plans.sort((a, b) => a.atMs - b.atMs);
};
