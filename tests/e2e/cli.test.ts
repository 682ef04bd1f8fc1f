import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freePort } from '../../local/free-port.ts';
import { dynamoLedger } from '../../shared/aws/ledger.ts';
import type { Ledger } from '../../shared/contract/ledger.ts';
import { type CommandLine, commandLine } from '../support/cli.ts';
import { startCounty, type TestCounty } from '../support/county.ts';
import { order, shanghai } from '../support/orders.ts';
import { signInByCode } from '../support/sign-in.ts';

// Each command is a process of its own, and a busy machine takes its time over ten of them.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let county: TestCounty;
let cli: CommandLine;
let ledger: Ledger;

beforeAll(async () => {
  county = await startCounty();
  cli = commandLine(county);
  ledger = dynamoLedger(county.db, county.cloud.outputs.LedgerTable ?? '', Date.now);
});

afterAll(async () => {
  await county?.stop();
  cli?.stop();
});

const police = (...args: string[]) => cli.as('lin.haoran')(...args);
const bank = (...args: string[]) => cli.as('xu.jianing')(...args);
const end = (id: string): string => id.slice(-6);
const stored = async (id: string) => {
  const found = await ledger.load(id);
  if (!found) throw new Error(`${id} is not stored`);
  return found;
};

test('police and bank close the loop from two terminals, with abbreviated ids and amounts in yuan', async () => {
  const issued = await police(
    ...order({ account: '6230 6500 0001 01', transfers: [`5万@${shanghai(-10)}#S2026112001`] }),
  );
  expect((await stored(issued.id)).order).toMatchObject({ bank: 'QHRCB', urgency: 'urgent', unit: 'QHGA' });
  const inbox = await cli.run(['--as', 'xu.jianing', 'inbox']);
  expect(inbox.out).toContain(end(issued.id));
  await bank('ack', end(issued.id));
  await bank('mark', end(issued.id), '已转总行');
  const executed = shanghai(0);
  await bank(
    'dispose',
    end(issued.id),
    '--outcome',
    '足额止付',
    '--executed-at',
    executed,
    '--caught',
    '￥50,000.00',
    '--balance-before',
    '6.2万',
  );
  const onward = join(cli.folder, 'onward.csv');
  writeFileSync(
    onward,
    `金额（万元）,转账时间,收款账号,户名,开户行\n2,${shanghai(-8)},6222 0200 0011 1,赵某,工商银行\n`,
  );
  await bank('report', end(issued.id), '--onward', onward);
  const receipt = await bank('receipt', end(issued.id));
  expect(receipt.payload.deeds.map(({ type }: { type: string }) => type)).toEqual([
    'acknowledged',
    'marked',
    'disposed',
    'reported',
  ]);
  await police('confirm', end(issued.id));

  const { progress, hold } = await stored(issued.id);
  expect(progress).toMatchObject({ state: 'closed', outcome: 'full', amount: 5_000_000, marks: ['head-office'] });
  expect(progress.facts.executed?.at).toBe(Date.parse(`${executed.replace(' ', 'T')}+08:00`));
  expect(hold).toMatchObject({ applied: 5_000_000, caughtAtStart: 5_000_000, state: 'running' });
  const events = (await ledger.history(issued.id))?.events ?? [];
  const secretOf = (type: string) => events.find(({ event }) => event.type === type)?.secret;
  expect(secretOf('issued')).toMatchObject({ target: { type: 'account', number: '62306500000101', holder: '李四' } });
  expect(secretOf('disposed')).toMatchObject({ balanceBefore: 6_200_000 });
  expect(secretOf('reported')).toMatchObject({
    onwardTransfers: [{ amount: 2_000_000, to: { account: '6222020000111', holder: '赵某', bankName: '工商银行' } }],
  });

  const shown = await cli.run(['--as', 'lin.haoran', 'show', end(issued.id)]);
  expect(shown.out).toMatch(/签收.*QHRCB-01[\s\S]*处置.*足额止付.*￥50,000\.00[\s\S]*办结/);
});

test('a return is corrected with the same clock, a colleague takes over, and a withdrawal is answered', async () => {
  const { id } = await police(...order({ account: '62306500000102' }));
  const before = await stored(id);
  await bank('return', end(id), '--missing', '缺户名', '--note', '请补户名');
  expect((await stored(id)).progress).toMatchObject({ state: 'returned', missing: 'name-missing' });
  await police('correct', end(id), '--holder', '李思');
  await cli.as('du.yiming')('ack', end(id));
  await bank('takeover', end(id));
  await police('transfer', end(id), '--transfer', `300元@${shanghai(-3)}`);
  await police('withdraw', end(id), '--reason', '被害人撤回报案');
  await bank('answer-withdrawal', end(id), '--not-executed');
  const { order: same, progress } = await stored(id);
  expect(progress).toMatchObject({ state: 'withdrawn', attempt: 2, signer: 'QHRCB-01', amount: 1_000_000 + 30_000 });
  expect([same.reportedAt, same.issuedAt]).toEqual([before.order.reportedAt, before.order.issuedAt]);
  const list = await cli.run(['--as', 'lin.haoran', 'list']);
  expect(list.out).not.toContain(end(id));
});

test('watch tells each change as it happens and ends once nothing is open', async () => {
  const { id } = await police(...order({ account: '62306500000103' }));
  const watching = cli.start(['--as', 'lin.haoran', 'watch', '--every', '0.2', '--until-empty']);
  await watching.printed(new RegExp(`${end(id)}.*已签发`));
  await bank('ack', id);
  await watching.printed(new RegExp(`${end(id)}.*已签收`));
  await bank('dispose', id, '--outcome', 'empty', '--code', '0000', '--executed-at', 'now', '--caught', '0');
  await bank('report', id);
  await police('confirm', id);
  const ended = await watching.ended;
  expect(ended).toMatchObject({ code: 0, err: '' });
  expect(ended.out).toMatch(new RegExp(`${end(id)}.*已办结`));
  expect((await stored(id)).hold?.caughtAtStart).toBe(0);
});

test('a sign-in by device code is kept where only its owner reads it, and a token in the environment goes before it', async () => {
  const login = cli.start(['login', '--json']);
  const asked = JSON.parse((await login.printed(/^\{.*\}$/m))?.[0] ?? '{}');
  await signInByCode(county.identity, asked, 'zhou.siyuan');
  expect(await login.ended).toMatchObject({ code: 0 });
  expect(statSync(join(cli.folder, 'config', 'sign-in.json')).mode & 0o777).toBe(0o600);
  expect((await cli.run(['whoami', '--json'])).json()).toMatchObject({ sub: 'zhou.siyuan', desk: 'police' });
  const token = await county.identity.personToken('chen.wanqing');
  const other = await cli.run(['whoami', '--json'], { env: { LIAISON_TOKEN: token } });
  expect(other.json()).toMatchObject({ sub: 'chen.wanqing', desk: 'bank' });
  await cli.run(['logout']);
  expect(await cli.run(['list'])).toMatchObject({ code: 1, err: expect.stringContaining('liaison login') });
});

test('a refusal names the field in both languages, ends with 1, and repeats neither values nor a stack', async () => {
  const args = order({ card: '6230650000010123' });
  const refused = await cli.run(['--as', 'lin.haoran', ...args]);
  expect(refused.code).toBe(1);
  expect(refused.err).toMatch(/target\.number: 卡号校验位不符　has a wrong check digit/);
  expect(refused.err).not.toMatch(/6230650000010123|王小明|李四| {4}at /);
  const json = await cli.run(['--json', '--as', 'lin.haoran', ...args]);
  expect(JSON.parse(json.err).error).toMatchObject({
    code: 'fields',
    errors: [{ field: 'target.number', code: 'card-check-digit' }],
  });
  const unknown = await cli.run(['--as', 'xu.jianing', 'ack', '01KJQ6T0ZV8Q4N9E2M5R7S3XWY']);
  expect(unknown).toMatchObject({ code: 1, out: '', err: expect.stringContaining('没有这条指令') });
  const away = await cli.run(['--url', `http://127.0.0.1:${await freePort()}`, 'list'], {
    env: { LIAISON_TOKEN: 'x' },
  });
  expect(away).toMatchObject({ code: 1, out: '', err: expect.stringContaining('ECONNREFUSED') });
});

test('wrong use ends with 2 and says how to write it', async () => {
  const { id } = await police(...order({ account: '62306500000104' }));
  const dispose = ['--as', 'xu.jianing', 'dispose', id, '--outcome', 'full', '--executed-at', 'now', '--caught'];
  expect(await cli.run([...dispose, '5万3'])).toMatchObject({ code: 2, err: expect.stringContaining('--caught') });
  expect(await cli.run([...dispose, '0.005'])).toMatchObject({ code: 2, err: expect.stringContaining('一分') });
  expect(await cli.run(['list', '--nonsense'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('没有这个选项'),
  });
  expect(await cli.run(['nonsense'])).toMatchObject({ code: 2, err: expect.stringContaining('没有这个命令') });
  expect((await stored(id)).progress.state).toBe('issued');
});

test('an order file and a repeated key issue once', async () => {
  const file = join(cli.folder, 'order.json');
  const dry = await cli.run(['--as', 'lin.haoran', ...order({ account: '62306500000105' }), '--dry-run']);
  writeFileSync(file, dry.out);
  const first = await police('issue', '--file', file, '--key', 'file-order-0001');
  const again = await cli.run(['--as', 'lin.haoran', '--json', 'issue', '--file', '-', '--key', 'file-order-0001'], {
    input: readFileSync(file, 'utf8'),
  });
  expect(again.json()).toMatchObject({ id: first.id, replayed: true });
});

test('help is there without a terminal, Chinese first, and colours stay away', async () => {
  const help = await cli.run(['help', 'import']);
  expect(help).toMatchObject({ code: 0, err: '' });
  expect(help.out).toMatch(/从表格签发，可重复运行 {2}issue from a spreadsheet/);
  expect((await cli.run([])).out).toContain('公安 Police:');
  expect(help.out).not.toContain('\u001b');
});
