import fc from 'fast-check';
import { expect, test } from 'vitest';
import { issueLetter } from '../../../drill/parties/police-letters.ts';
import type { CasePlan, OrderPlan } from '../../../drill/plan/plan.ts';
import { planCases } from '../../../drill/plan/plan-cases.ts';
import { castOf } from '../../../drill/scenario/cast.ts';
import { parseScenario } from '../../../drill/scenario/parse.ts';
import { chance } from '../../../drill/scenario/seeded.ts';
import { IssueRequest } from '../../../shared/contract/issue-request.ts';
import { sampleCounty } from '../../support/county.ts';

const cast = castOf(sampleCounty());
const now = Date.parse('2026-03-02T09:15:00+08:00');

const plans = (instruction: object, more: object = {}, run = '1234567'): CasePlan[] => {
  const cases = [
    { at: [0, 60], unit: 'QHGA', instructions: [{ bank: 'QHRCB', amount: [1000, 900000], ...instruction }] },
  ];
  return planCases({
    scenario: parseScenario(JSON.stringify({ name: { zh: '测', en: 't' }, cases, ...more })),
    cast,
    run,
    now,
  });
};
const orders = (all: readonly CasePlan[]): OrderPlan[] => all.flatMap(one => one.orders);
const end = (instruction: object) => orders(plans(instruction))[0]?.end;

test('the same seed takes the same chances, another seed others', () => {
  const slow = { behaviour: 'slow' };
  expect(plans(slow, { repeat: 20, seed: 4 })).toEqual(plans(slow, { repeat: 20, seed: 4 }));
  expect(plans(slow, { repeat: 20, seed: 5 })).not.toEqual(plans(slow, { repeat: 20, seed: 4 }));
});

test('two runs share neither account nor incident number', () => {
  const names = (run: string) =>
    orders(plans({}, { repeat: 50 }, run)).flatMap(o => [o.target.number, o.incidentNumber]);
  const both = [...names('1234567'), ...names('7654321')];
  expect(new Set(both).size).toBe(both.length);
});

test('cases begin in the order of time, within the span and by the scale', () => {
  const at = plans({}, { repeat: 200, timeScale: 10 }).map(({ atMs }) => atMs);
  expect(at).toEqual(at.toSorted((a, b) => a - b));
  expect(Math.max(...at)).toBeLessThanOrEqual(6_000);
  expect(Math.max(...at) - Math.min(...at)).toBeGreaterThan(4_000);
});

test('transfers add up to the amount, each of at least one fen', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1, max: 50 }), (amount, transfers) => {
      const [order] = orders(plans({ amount, transfers }));
      const amounts = order?.transfers.map(each => each.amount) ?? [];
      expect(amounts.reduce((sum, each) => sum + each, 0)).toBe(amount);
      expect(Math.min(...amounts)).toBeGreaterThanOrEqual(1);
    }),
  );
});

test('whatever is planned is a request that the system takes', () => {
  for (const bank of ['QHRCB', 'ICBC', 'CMB', 'BOCOM'])
    for (const instruction of [
      { bank, transfers: 3 },
      { bank, papersLater: { after: 1 } },
      { bank, target: 'account' },
    ])
      for (const plan of plans(instruction, { repeat: 5 }))
        for (const order of plan.orders)
          expect(IssueRequest.safeParse(issueLetter(order, plan, now)).error).toBeUndefined();
});

test.each([
  ['closed', {}],
  ['closed', { behaviour: 'mismatch' }],
  ['open', { behaviour: 'silent' }],
  ['closed', { behaviour: 'silent', expect: 'closed' }],
  ['open', { behaviour: { silent: 'after-signing' } }],
  ['closed', { behaviour: { silent: 'after-signing' }, withdraw: {} }],
  ['open', { behaviour: { returns: { police: 'nothing' } } }],
  ['closed', { behaviour: { returns: { police: 'contest', ruling: 'stands' } } }],
  ['reported', { confirm: 'time' }],
  ['reported', { behaviour: { phone: { by: 'police', bank: 'silent' } } }],
  ['closed', { behaviour: { silent: 'always', phone: { by: 'police' } } }],
])('it should end %s with %j', (expected, instruction) => {
  expect(end(instruction)).toBe(expected);
});

test('what chance draws stays within its span, ends included', () => {
  const drawn = Array.from({ length: 500 }, (_, part) => chance(9, part).whole([3, 5]));
  expect(new Set(drawn)).toEqual(new Set([3, 4, 5]));
});
