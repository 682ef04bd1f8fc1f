import { expect, test } from 'vitest';
import { type BankDeed, bankNext, type Remembered, type Seen } from '../../../drill/parties/bank-next.ts';
import { type PoliceMemory, type PoliceSeen, policeNext } from '../../../drill/parties/police-next.ts';
import type { BankPlan, OrderPlan } from '../../../drill/plan/plan.ts';
import { planCases } from '../../../drill/plan/plan-cases.ts';
import { castOf } from '../../../drill/scenario/cast.ts';
import { parseScenario } from '../../../drill/scenario/parse.ts';
import { sampleCounty } from '../../support/county.ts';

const cast = castOf(sampleCounty());
const planned = (instruction: object): OrderPlan => {
  const cases = [{ unit: 'QHGA', instructions: [{ bank: 'QHRCB', amount: 100, ...instruction }] }];
  const scenario = parseScenario(JSON.stringify({ name: { zh: '测', en: 't' }, cases }));
  const [order] = planCases({ scenario, cast, run: '1', now: 0 }).flatMap(({ orders }) => orders);
  if (!order) throw new Error('nothing planned');
  return order;
};
const bank = (behaviour: object | string): BankPlan => planned({ behaviour }).work;

const fresh: Seen = { state: 'issued', attempt: 1, withdrawalAsked: false, marks: [], releaseWanted: false };
const nothing: Remembered = { returned: false, tookOver: false, phoned: false };

const contest = { returns: { police: 'contest' } } as const;
test.each<[string, object | string, Partial<Seen>, Partial<Remembered>, BankDeed | undefined]>([
  ['signs first', {}, {}, {}, 'acknowledge'],
  ['executes once signed', {}, { state: 'acknowledged' }, {}, 'dispose'],
  ['reports once executed', {}, { state: 'disposed' }, {}, 'report'],
  ['has nothing to do with what is reported', {}, { state: 'reported' }, {}, undefined],
  ['keeps silent', 'silent', {}, {}, undefined],
  ['keeps silent after signing', { silent: 'after-signing' }, { state: 'acknowledged' }, {}, undefined],
  ['keeps silent after executing', { silent: 'after-executing' }, { state: 'disposed' }, {}, undefined],
  ['returns before it signs', contest, {}, {}, 'return'],
  ['signs what came back after it returned it', contest, {}, { returned: true }, 'acknowledge'],
  ['marks that it went to head office', { headOffice: 3 }, { state: 'acknowledged' }, {}, 'mark-head-office'],
  ['executes after head office', { headOffice: 3 }, { state: 'acknowledged', marks: ['head-office'] }, {}, 'dispose'],
  ['lets a colleague take over', { takeover: true }, { state: 'acknowledged' }, {}, 'take-over'],
  ['executes after the takeover', { takeover: true }, { state: 'acknowledged' }, { tookOver: true }, 'dispose'],
  ['answers a withdrawal before anything else', {}, { withdrawalAsked: true }, {}, 'answer-withdrawal'],
  ['waits to be rung up', { phone: { by: 'police' } }, {}, {}, undefined],
  [
    'goes on by itself once the call is settled',
    { phone: { by: 'liaison' } },
    { state: 'acknowledged' },
    { phoned: true },
    'dispose',
  ],
  ['lifts what it held against a withdrawal', {}, { state: 'reported', releaseWanted: true }, {}, 'release'],
])('a bank %s', (_, behaviour, seen, remembered, deed) => {
  expect(bankNext(bank(behaviour), { ...fresh, ...seen }, { ...nothing, ...remembered })?.deed).toBe(deed);
});

test('head office takes its time before the branch executes', () => {
  const step = bankNext(
    bank({ headOffice: 3, executes: 2 }),
    { ...fresh, state: 'acknowledged', marks: ['head-office'] },
    nothing,
  );
  expect(step).toEqual({ deed: 'dispose', afterMs: 5_000 });
});

const seen: PoliceSeen = { state: 'issued', number: 4, outcome: null, contested: false, papersFollow: false };
const memory: PoliceMemory = { contested: false, corrected: false, blockedAt: 0 };

test.each<[string, object, Partial<PoliceSeen>, Partial<PoliceMemory>, string | undefined]>([
  ['wait while the bank works', {}, { state: 'acknowledged' }, {}, undefined],
  ['confirm what is reported', {}, { state: 'reported', outcome: 'full' }, {}, 'confirm'],
  ['wait after a refused confirmation until something moves', {}, { state: 'reported' }, { blockedAt: 4 }, undefined],
  [
    'wait for their own papers',
    { papersLater: { after: 1 } },
    { state: 'reported', papersFollow: true },
    {},
    undefined,
  ],
  ['leave it to the clock', { confirm: 'time' }, { state: 'reported', outcome: 'full' }, {}, 'leave'],
  ['correct a mismatch', { behaviour: 'mismatch' }, { state: 'reported', outcome: 'mismatch' }, {}, 'correct'],
  [
    'close a mismatch they cannot correct',
    { corrects: false, behaviour: 'mismatch' },
    { state: 'reported', outcome: 'mismatch' },
    {},
    'confirm',
  ],
  ['correct what was returned', { behaviour: { returns: {} } }, { state: 'returned' }, {}, 'correct'],
  ['contest what was returned', { behaviour: contest }, { state: 'returned' }, {}, 'contest'],
  [
    'wait for the ruling',
    { behaviour: contest },
    { state: 'returned', contested: true },
    { contested: true },
    undefined,
  ],
  ['correct when the return stands', { behaviour: contest }, { state: 'returned' }, { contested: true }, 'correct'],
  ['leave what is closed', {}, { state: 'closed' }, {}, 'leave'],
  ['leave a silent bank alone', { behaviour: 'silent' }, {}, {}, 'leave'],
  ['wait for a bank that should have answered', { behaviour: 'silent', expect: 'closed' }, {}, {}, undefined],
])('police %s', (_, instruction, difference, remembered, deed) => {
  expect(policeNext(planned(instruction), { ...seen, ...difference }, { ...memory, ...remembered })?.deed).toBe(deed);
});
