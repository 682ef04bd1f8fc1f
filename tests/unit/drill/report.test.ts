import { beforeEach, expect, test } from 'vitest';
import { type Books, emptyBooks } from '../../../drill/core/books.ts';
import { type Core, coreSystem } from '../../../drill/core/core.ts';
import { Detail } from '../../../drill/http/views.ts';
import { type Journal, journal as newJournal } from '../../../drill/parties/journal.ts';
import { planCases } from '../../../drill/plan/plan-cases.ts';
import { clocksOf, measured } from '../../../drill/report/clocks.ts';
import { compareBooks } from '../../../drill/report/compare.ts';
import { printed } from '../../../drill/report/print.ts';
import { drillReport } from '../../../drill/report/report.ts';
import { castOf } from '../../../drill/scenario/cast.ts';
import { parseScenario } from '../../../drill/scenario/parse.ts';
import { sampleCounty } from '../../support/county.ts';

const id = '01KJQ6T0ZV8Q4N9E2M5R7S3XWY';
const at = Date.parse('2026-03-02T09:15:00+08:00');
const iso = (ms: number): string => new Date(at + ms).toISOString();

const scenario = parseScenario(
  JSON.stringify({
    name: { zh: '测', en: 't' },
    cases: [{ unit: 'QHGA', instructions: [{ bank: 'ABC', amount: 500 }] }],
  }),
);
let journal: Journal;
let books: Books;
let core: Core;
beforeEach(() => {
  journal = newJournal(() => {});
  books = emptyBooks();
  core = coreSystem(books, () => at + 3_000);
  const [plan] = planCases({ scenario, cast: castOf(sampleCounty()), run: '1234567', now: at }).flatMap(c => c.orders);
  if (!plan) throw new Error('nothing planned');
  const entry = journal.begin(plan);
  journal.issued(entry, id, 'issued');
  journal.ended(entry);
  books.open({ ...plan.account, number: plan.target.number });
  core.stop({ instruction: id, attempt: 1, account: plan.target.number, holder: plan.holder, amount: 500 });
});

const hold = { state: 'running', applied: 500, caughtAtStart: 500, caughtNow: 500, startedAt: iso(3_000) };
const detail = (more: object = {}) =>
  Detail.parse({
    ...{
      id,
      incidentNumber: 'J1',
      unit: 'QHGA',
      bank: 'ABC',
      state: 'closed',
      number: 9,
      attempt: 1,
      signer: 'ABC-01',
    },
    ...{ marks: [], missing: null, outcome: 'full', contested: false, withdrawalAsked: false, papersFollow: false },
    clocks: {
      issuedAt: iso(0),
      dispatched: { at: iso(100) },
      delivered: { at: iso(250) },
      acknowledged: { at: iso(2_000) },
      executed: { at: iso(3_000), entered: iso(3_200) },
      reported: { at: iso(4_000) },
    },
    ...{ timeline: [], amount: 500, hold, signed: { details: { target: {} } }, amendments: [] },
    ...more,
  });

const differences = (ledger: Detail | undefined) =>
  compareBooks(
    journal.entries(),
    { details: new Map(ledger ? [[id, ledger]] : []), missing: new Set(ledger ? [] : [id]) },
    new Map([['ABC', core]]),
  ).differences.map(({ about, ledger: ours, core: theirs }) => [about, ours, theirs]);

test('ledger and core agree', () => {
  expect(differences(detail())).toEqual([]);
});

test.each<[string, object, unknown[]]>([
  ['a hold the core does not have', { hold: null, outcome: 'full' }, [['executions', 0, 1]]],
  ['another amount caught', { hold: { ...hold, caughtAtStart: 400 } }, [['caught', 400, 500]]],
  ['another amount applied', { hold: { ...hold, applied: 900 } }, [['applied', 900, 500]]],
  ['another time', { hold: { ...hold, startedAt: iso(3_001) } }, [['executedAt', iso(3_001), iso(3_000)]]],
  ['a release the core knows nothing of', { hold: { ...hold, state: 'released' } }, [['released', 'released', 'held']]],
  ['another outcome', { outcome: 'partial' }, [['outcome', 'partial', 'full']]],
])('%s is named', (_, change, expected) => {
  expect(differences(detail(change))).toEqual(expected);
});

test('an execution for an instruction that the ledger does not know is named', () => {
  expect(differences(undefined)).toEqual([['unknown', null, 1]]);
});

test('an execution for nobody is named', () => {
  books.place({ instruction: 'ELSE', account: 'x', at, applied: 1, caught: 1 });
  expect(differences(detail())).toEqual([['unknown', null, 1]]);
});

test('two executions of one instruction are named', () => {
  const [placed] = books.of(id);
  if (placed) books.place(placed);
  expect(differences(detail())).toEqual([['executions', 1, 2]]);
});

test('intervals are those of the last attempt, as police read them', () => {
  const { issueToDispatched, acknowledgedToExecuted, executedToReported, issueToReported } = clocksOf([detail()]);
  expect([issueToDispatched.p50, acknowledgedToExecuted.p50, executedToReported.p50, issueToReported.p50]).toEqual([
    100, 1_000, 1_000, 4_000,
  ]);
});

test('an attempt that was sent again is measured from then', () => {
  const resent = { number: 5, type: 'resent', at: iso(50), byPhone: false, data: {}, details: null };
  expect(clocksOf([detail({ attempt: 2, timeline: [resent] })]).issueToDispatched.p50).toBe(50);
});

test('quantiles are values that occurred', () => {
  expect(measured([])).toEqual({ count: 0, p50: null, p90: null, p99: null });
  expect(measured([5])).toEqual({ count: 1, p50: 5, p90: 5, p99: 5 });
  expect(measured(Array.from({ length: 100 }, (_, i) => 100 - i))).toEqual({ count: 100, p50: 50, p90: 90, p99: 99 });
});

const report = (ledger: Detail | undefined) =>
  drillReport({
    ...{
      scenario,
      run: '1234567',
      planned: 1,
      endedEarly: false,
      elapsedMs: 1,
      journal,
      cores: new Map([['ABC', core]]),
    },
    ledger: { details: new Map(ledger ? [[id, ledger]] : []), missing: new Set() },
    requests: { sent: 1, retried: 0 },
  });

test.each([
  ['issued', 'ABC 没有签收'],
  ['acknowledged', 'ABC 签收后没有执行'],
  ['returned', 'ABC 已退回，公安没有补正'],
  ['disposed', 'ABC 已执行，没有反馈'],
  ['reported', '已反馈，没有办结'],
])('what is still %s is not closed, and it says why', (state, why) => {
  const { ok, notClosed } = report(detail({ state }));
  expect([ok, notClosed.map(each => [each.id, each.state, each.why.zh])]).toEqual([false, [[id, state, why]]]);
});

test('an instruction that could not be read back is not closed', () => {
  expect(report(undefined)).toMatchObject({
    ok: false,
    notClosed: [{ state: null, why: { zh: '最后读不到这条指令' } }],
  });
});

test('a sound run is told in Chinese and English', () => {
  const text = printed(report(detail()));
  expect(text).toContain('✓ 演练通过  passed');
  expect(text).toContain('台账与各行核心一致  Ledger and core systems agree');
  expect(text).toMatch(/签发到反馈 issued → reported +1 +4000 ms/);
});

test('a difference is told with both values', () => {
  const text = printed(report(detail({ hold: { ...hold, caughtAtStart: 400 } })));
  expect(text).toContain('✗ 演练未通过');
  expect(text).toContain(`ABC ${id}　止住金额 caught：台账 ledger 400，核心 core 500`);
});
