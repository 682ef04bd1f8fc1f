import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PlayOptions, playScenario } from '../../drill/play.ts';
import { pagedAt, type Receiver, startReceiver } from '../../drill/receiver.ts';
import type { DrillReport } from '../../drill/report/report.ts';
import { parseScenario } from '../../drill/scenario/parse.ts';
import { sampleCounty, startCounty, type TestCounty } from '../support/county.ts';
import { startLossyProxy } from '../support/lossy-proxy.ts';
import { shareWebhookSecret, webhookSecret } from '../support/webhook-secrets.ts';

let county: TestCounty;
let receiver: Receiver;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'drill-'));
  receiver = await startReceiver({ secretOf: () => webhookSecret });
  county = await startCounty({ county: pagedAt(sampleCounty(), receiver) });
  await shareWebhookSecret(county);
});
afterAll(async () => {
  await county.stop();
  await receiver.stop();
  rmSync(folder, { recursive: true, force: true });
});

const written = (cases: readonly object[], more: object = {}): string =>
  JSON.stringify({ name: { zh: '测试', en: 'Test' }, settleSeconds: 150, cases, ...more });

const play = (text: string, more: Partial<PlayOptions> = {}): Promise<DrillReport> =>
  playScenario({
    scenario: parseScenario(text),
    county: county.county,
    urls: [county.cloud.url],
    signIn: county.identity,
    ...more,
  });

describe('every way a bank may behave', () => {
  let report: DrillReport;
  beforeAll(async () => {
    report = await play(readFileSync('config/scenarios/everything.json', 'utf8'), { scale: 4, settleSeconds: 150 });
  }, 240_000);

  test('what should close has closed, and ledger and cores agree', () => {
    expect(report.notClosed).toEqual([]);
    expect(report.differences).toEqual([]);
    expect(report).toMatchObject({ ok: true, instructions: 29, closed: 21, withdrawn: 2, leftToTime: 2, leftOpen: 4 });
  });

  test.each<[string, number, [string, string | null, number], string[]]>([
    ['a quick bank', 0, ['closed', 'full', 1], ['acknowledged', 'disposed', 'reported', 'closed']],
    ['a slow bank by way of its head office', 1, ['closed', 'full', 1], ['marked']],
    ['a silent bank', 2, ['issued', null, 1], []],
    ['a mismatch that police correct and send again', 3, ['closed', 'full', 2], ['disposed', 'resent', 'disposed']],
    ['a short balance, by the bank’s own system', 4, ['closed', 'partial', 1], []],
    ['a bank on the national platform', 5, ['closed', 'full', 1], ['platform-recorded']],
    ['an empty account', 6, ['closed', 'empty', 1], []],
    ['a freeze of another organ', 7, ['closed', 'prior-freeze', 1], []],
    ['a white-listed account', 8, ['closed', 'white-listed', 1], []],
    ['a technical failure', 9, ['closed', 'technical-failure', 1], []],
    ['a colleague who takes over', 10, ['closed', 'full', 1], ['acknowledged', 'taken-over', 'disposed']],
    ['money that had gone on', 11, ['closed', 'partial', 1], []],
    ['a return that police correct', 12, ['closed', 'full', 2], ['returned', 'resent', 'acknowledged']],
    ['a return that falls', 13, ['closed', 'full', 1], ['returned', 'contested', 'ruled', 'acknowledged']],
    ['a return that stands', 14, ['closed', 'full', 2], ['returned', 'contested', 'ruled', 'resent']],
    ['a return that nobody answers', 15, ['returned', null, 1], []],
    [
      'a signature by telephone, through the liaison point',
      16,
      ['closed', 'full', 1],
      ['acknowledged', 'phone-confirmed'],
    ],
    ['a result by telephone that the bank confirms', 17, ['closed', 'full', 1], ['phone-confirmed', 'closed']],
    ['a result by telephone that is disputed and stands', 18, ['closed', 'full', 1], ['phone-disputed', 'phone-ruled']],
    ['a result by telephone that is disputed and falls', 19, ['closed', 'full', 1], ['phone-disputed', 'disposed']],
    [
      'a signature by telephone that is disputed and falls',
      20,
      ['closed', 'full', 1],
      ['phone-disputed', 'acknowledged'],
    ],
    ['a result by telephone that the bank leaves unanswered', 21, ['reported', 'full', 1], []],
    ['a withdrawal before the execution', 22, ['withdrawn', null, 1], ['withdrawal-asked', 'withdrawal-answered']],
    ['a withdrawal at once', 23, ['withdrawn', null, 1], ['withdrawn']],
    ['papers that follow', 24, ['closed', 'full', 1], ['paper-filed', 'closed']],
    ['a transfer that is added', 25, ['closed', 'full', 1], ['transfer-added']],
    ['a confirmation that is left to the clock', 26, ['reported', 'full', 1], []],
    ['a bank that signs and falls silent', 27, ['acknowledged', null, 1], []],
    ['a bank that executes and falls silent', 28, ['disposed', 'full', 1], []],
  ])('%s', async (_, n, [state, outcome, attempt], events) => {
    const end = report.ends[n];
    const police = county.as(n >= 12 && n <= 21 ? 'luo.mingzhe' : 'lin.haoran');
    const { body } = await police('GET', `/police/instructions/${end?.id}`);
    expect([body.state, body.outcome, body.attempt]).toEqual([state, outcome, attempt]);
    const happened: string[] = body.timeline.map((each: { type: string }) => each.type);
    let from = 0;
    for (const event of events) {
      from = happened.indexOf(event, from) + 1;
      expect(from, `${event} in ${happened.join(' ')}`).toBeGreaterThan(0);
    }
  });

  test('the money that went on is in the record, amount by amount', async () => {
    const { body } = await county.as('lin.haoran')('GET', `/police/instructions/${report.ends[11]?.id}`);
    const reported = body.timeline.find((each: { type: string }) => each.type === 'reported');
    expect(reported.details.onwardTransfers).toMatchObject([
      { amount: 900_000, to: { bank: 'ICBC' } },
      { amount: 100_000 },
    ]);
  });

  test('the clocks are those of the instructions', () => {
    const { issueToReported, issueToDispatched } = report.clocks;
    expect(issueToDispatched.count).toBeGreaterThan(20);
    expect(issueToReported.p99).toBeGreaterThanOrEqual(issueToReported.p50 ?? Number.POSITIVE_INFINITY);
  });
});

const loopsAt = (...banks: string[]): object[] => [
  { unit: 'QHGA', repeat: 6, instructions: banks.map(bank => ({ bank, amount: [100, 90_000] })) },
];

test('answers that are lost, and a server that is away, change nothing in the books', async () => {
  const proxy = await startLossyProxy(county.cloud.url, 3);
  try {
    let issued = 0;
    const away = (): void => {
      issued += 1;
      if (issued !== 9) return;
      proxy.close();
      setTimeout(proxy.open, 3_000);
    };
    const show = { began: () => {}, changed: away, ended: () => {} };
    const report = await play(written(loopsAt('QHRCB', 'ICBC', 'BOCOM')), { urls: [proxy.url], show });
    expect(report).toMatchObject({ ok: true, closed: 18, booksAgree: true, notClosed: [] });
    expect(report.banks.map(({ executions }) => executions)).toEqual([6, 6, 6]);
    expect(proxy.lost()).toBeGreaterThan(18);
    expect(report.requests.retried).toBeGreaterThanOrEqual(proxy.lost());
  } finally {
    await proxy.stop();
  }
}, 240_000);

test('at most as many cases are under way as the scenario says, and loops are counted by the second', async () => {
  let open = 0;
  let most = 0;
  const show = {
    began: () => {},
    changed: ({ state, endedAt }: { state?: string; endedAt?: number }) => {
      if (state === 'issued') open += 1;
      else if (endedAt !== undefined) open -= 1;
      most = Math.max(most, open);
    },
    ended: () => {},
  };
  const cases = [{ unit: 'QHGA', repeat: 12, instructions: [{ bank: 'QHRCB', amount: 100 }] }];
  const report = await play(written(cases, { concurrency: 3 }), { show, everyMs: 100 });
  expect(report).toMatchObject({ ok: true, closed: 12 });
  expect(most).toBeLessThanOrEqual(3);
  expect(report.loopsPerSecond).toBeCloseTo((12 * 1000) / report.elapsedMs, 0);
}, 240_000);

test('banks and police that are paged by webhook need no polling', async () => {
  const report = await play(written(loopsAt('QHRCB', 'ICBC')), { notices: receiver.notices, everyMs: 120_000 });
  expect(report).toMatchObject({ ok: true, closed: 12 });
  expect(receiver.refused()).toBe(0);
  expect(report.elapsedMs).toBeLessThan(120_000);
}, 240_000);

test('a run that is ended early ends at once and tells what became of it', async () => {
  const ending = new AbortController();
  const show = { began: () => {}, changed: () => ending.abort(), ended: () => {} };
  const cases = [{ unit: 'QHGA', instructions: [{ bank: 'QHRCB', amount: 100, behaviour: { signs: 600 } }] }];
  const report = await play(written(cases), { show, signal: ending.signal });
  expect(report).toMatchObject({ ok: false, endedEarly: true, booksAgree: true, ends: [{ state: 'issued' }] });
  expect(report.elapsedMs).toBeLessThan(60_000);
}, 240_000);

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The drill as its own program, against the running county. */
const program = (
  file: string,
  { url = county.cloud.url, json = false, password = county.identity.password } = {},
): Promise<Run> =>
  new Promise(resolve => {
    const { issuer } = county.identity;
    const child = spawn(process.execPath, ['drill/main.ts', file, '--url', url, ...(json ? ['--json'] : [])], {
      env: { ...process.env, LIAISON_DEMO_PASSWORD: password, LIAISON_ISSUER: issuer, LIAISON_DATA: folder },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', chunk => {
      out += chunk;
    });
    child.stderr.on('data', chunk => {
      err += chunk;
    });
    child.on('close', code => resolve({ code, out, err }));
  });

const fileOf = (name: string, text: string): string => {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, text);
  return file;
};
const oneOf = (instruction: object, more: object = {}): string =>
  written([{ unit: 'QHGA', instructions: [{ bank: 'QHRCB', amount: 50_000, ...instruction }] }], more);

test('a sound run ends with status 0 and a report for readers', async () => {
  const { code, out } = await program(fileOf('sound', oneOf({})));
  expect(code).toBe(0);
  expect(out).toContain('青禾农商银行　￥500.00　已签发');
  expect(out).toContain('✓ 演练通过  passed');
}, 240_000);

test('a bank that lies is found out, whichever way it lies', async () => {
  const lies = ['not-executed', 'amount', 'executed-twice'];
  const instructions = lies.map(lie => ({ bank: 'QHRCB', amount: 50_000, behaviour: { lies: lie } }));
  const report = await play(written([{ unit: 'QHGA', instructions }]));
  expect(report).toMatchObject({ ok: false, closed: 3, notClosed: [], booksAgree: false });
  expect(report.differences.map(({ id, ...difference }) => [id, difference])).toEqual([
    [report.ends[0]?.id, { bank: 'QHRCB', about: 'executions', ledger: 1, core: 0 }],
    [report.ends[1]?.id, { bank: 'QHRCB', about: 'caught', ledger: 50_000, core: 25_000 }],
    [report.ends[2]?.id, { bank: 'QHRCB', about: 'executions', ledger: 1, core: 2 }],
  ]);
}, 240_000);

test('books that differ end it with status 1', async () => {
  const { code, out } = await program(fileOf('lies', oneOf({ behaviour: { lies: 'amount' } })), { json: true });
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ ok: false, closed: 1, differences: [{ about: 'caught' }] });
}, 240_000);

test('a silent bank that should have answered ends it with status 1, and it says who and why', async () => {
  const text = oneOf({ behaviour: 'silent', expect: 'closed' }, { settleSeconds: 1 });
  const { code, out } = await program(fileOf('silent', text), { json: true });
  expect(code).toBe(1);
  const notClosed = [{ bank: 'QHRCB', state: 'issued', why: { zh: expect.stringContaining('QHRCB 没有签收') } }];
  expect(JSON.parse(out)).toMatchObject({ ok: false, booksAgree: true, notClosed });
}, 240_000);

test('a wrong scenario ends it with status 2, and every wrong field is named', async () => {
  const { code, out, err } = await program(fileOf('wrong', oneOf({ amount: 0.5, behaviour: 'lazy' })));
  expect([code, out]).toEqual([2, '']);
  expect(err.trim().split('\n')).toEqual([
    'cases.0.instructions.0.amount：金额须为整数分  must be a whole number of fen',
    'cases.0.instructions.0.behaviour.like：不在可选值之内  is not one of the choices',
  ]);
}, 240_000);

test('nobody at the address is said in words', async () => {
  const { code, err } = await program(fileOf('away', oneOf({})), { url: 'http://127.0.0.1:9' });
  expect([code, err.trim()]).toEqual([1, 'http://127.0.0.1:9 没有应答。\nNothing answers at http://127.0.0.1:9.']);
}, 240_000);

test('a wrong password is said in words, at once', async () => {
  const { code, err } = await program(fileOf('password', oneOf({})), { password: 'not-this-one' });
  expect(code).toBe(1);
  expect(err).toMatch(/^登录被拒绝：400 .*invalid_grant/);
}, 240_000);
