import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import writeXlsx from 'write-excel-file/universal';
import { dynamoLedger } from '../../shared/aws/ledger.ts';
import { type CommandLine, commandLine } from '../support/cli.ts';
import { startCounty, type TestCounty } from '../support/county.ts';
import { formSha256, shanghai } from '../support/orders.ts';

// Each command is a process of its own, and a busy machine takes its time over ten of them.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let county: TestCounty;
let cli: CommandLine;

beforeAll(async () => {
  county = await startCounty();
  cli = commandLine(county);
});

afterAll(async () => {
  await county?.stop();
  cli?.stop();
});

const officers = ['--handling', '林浩然:371522', '--assisting', '周思远:371523'];
const path = (name: string): string => join(cli.folder, name);
const run = (...args: string[]) => cli.run(['--as', 'lin.haoran', ...args]);

/** Every instruction of the ledger with what its events keep private, by the account it stops. */
const issued = async () => {
  const table = county.cloud.outputs.LedgerTable ?? '';
  const { Items = [] } = await county.db.send(new ScanCommand({ TableName: table, ConsistentRead: true }));
  const bodies = Items.filter(({ sk }) => sk === 'BODY');
  const ledger = dynamoLedger(county.db, table, Date.now);
  return Promise.all(bodies.map(async ({ id }) => ({ id: String(id), history: await ledger.history(String(id)) })));
};

const headers = [
  '警情编号',
  '被害人',
  '止付账户',
  '账户类型',
  '户名',
  '开户行',
  '金额',
  '转账时间',
  '报案时间',
  '紧急程度',
  '申请表编号',
];

const row = (account: string, amount: string, more: { type?: string; bank?: string; at?: string } = {}): string[] => [
  'J371522202611210010',
  '王小明',
  account,
  more.type ?? '账户',
  '李四',
  more.bank ?? '青禾农商行',
  amount,
  more.at ?? shanghai(-30),
  shanghai(-20),
  '加急',
  'ZF-77',
];

test('a spreadsheet with bad rows issues the good ones, tells each bad cell, and issues nothing twice', async () => {
  const twice = shanghai(-29);
  const rows = [
    ['', '止付指令登记表'],
    headers,
    row('6230 6500 0002 01', '5万'),
    row('6230 6500 0002 01', '￥3,000.00', { at: twice }),
    row('62306500000202', '不详'),
    row('6230650000000203', '1000', { type: '卡' }),
    row('62306500000204', '20000', { bank: '没有这家银行' }),
    row('６２３０６５０００００２０５', '12,345.67'),
  ];
  const sheet = rows.map(cells => cells.map(value => ({ value, type: String })));
  writeFileSync(
    path('止付.xlsx'),
    Buffer.from(await (await writeXlsx(sheet, { sheet: '止付' }).toBlob()).arrayBuffer()),
  );
  const args = ['import', path('止付.xlsx'), ...officers, '--form-sha256', formSha256];

  const dry = await run('--json', ...args, '--dry-run');
  expect(dry).toMatchObject({ code: 1 });
  expect(dry.json()).toMatchObject({ dryRun: true, ready: 2, issued: [] });
  expect(await issued()).toEqual([]);

  const first = await run(...args);
  expect(first.code).toBe(1);
  expect(first.out).toMatch(/第 5 行 G5　金额无法识别　not an amount/);
  expect(first.out).toMatch(/第 6 行 C6　卡号校验位不符/);
  expect(first.out).toMatch(/第 7 行 F7　名录中没有这家银行/);
  expect(first.out).toMatch(/有效 3 行，有误 3 行；签发 2 条，此前已签发 0 条/);
  expect(first.out + first.err).not.toMatch(/不详|没有这家银行青|6230650000000203/);

  const stored = await issued();
  expect(stored.map(({ history }) => history?.stored.progress.amount).toSorted()).toEqual([1_234_567, 5_300_000]);
  const second = (await run('--json', ...args)).json();
  expect(second.issued.map(({ how }: { how: string }) => how)).toEqual(['repeated', 'repeated']);
  expect(second.issued.map(({ id }: { id: string }) => id).toSorted()).toEqual(stored.map(({ id }) => id).toSorted());
  const after = await issued();
  expect(after.map(({ history }) => history?.events.filter(({ event }) => event.type === 'transfer-added'))).toEqual([
    [],
    [],
  ]);
  expect(after).toHaveLength(2);
});

test('what a sheet lacks comes from a file of defaults and a folder of forms', async () => {
  mkdirSync(path('forms'));
  writeFileSync(path('forms/ZF-77.pdf'), 'a form');
  const handling = { name: '林浩然', idType: '10', idNumber: '371522' };
  const assisting = { name: '周思远', idType: '10', idNumber: '371523' };
  writeFileSync(path('defaults.json'), JSON.stringify({ officers: { handling, assisting }, reason: '冒充公检法' }));
  const text = [headers, row('62306500000206', '100')].map(cells => cells.join(',')).join('\n');
  writeFileSync(path('one.csv'), text);
  const lacking = await run('import', path('one.csv'), '--defaults', path('defaults.json'));
  expect(lacking).toMatchObject({ code: 1, out: expect.stringContaining('form.sha256: 必填') });
  const before = await issued();
  const done = await run(
    '--json',
    'import',
    path('one.csv'),
    '--defaults',
    path('defaults.json'),
    '--forms',
    path('forms'),
  );
  expect(done.code).toBe(0);
  const [{ id }] = done.json().issued;
  expect(await issued()).toHaveLength(before.length + 1);
  const found = (await issued()).find(each => each.id === id);
  expect(found?.history?.events[0]?.secret).toMatchObject({
    reason: '冒充公检法',
    officers: { handling: { name: '林浩然' } },
    form: { number: 'ZF-77', sha256: createHash('sha256').update('a form').digest('hex') },
  });
});

test('the template is a sheet that import reads, and is not written over by accident', async () => {
  expect(await run('template', path('template.xlsx'))).toMatchObject({ code: 0 });
  expect(await run('template', path('template.xlsx'))).toMatchObject({
    code: 1,
    err: expect.stringContaining('--force'),
  });
  const before = await issued();
  const empty = (await run('--json', 'import', path('template.xlsx'), ...officers)).json();
  expect(empty).toMatchObject({
    rows: 0,
    problems: [],
    skipped: expect.arrayContaining([expect.objectContaining({ why: 'example' })]),
  });
  expect(await issued()).toHaveLength(before.length);
  expect(readFileSync(path('template.xlsx')).subarray(0, 2).toString()).toBe('PK');
});

test('a bank may not issue, and a missing file is said to be missing', async () => {
  writeFileSync(path('bank.csv'), [headers, row('62306500000207', '100')].map(cells => cells.join(',')).join('\n'));
  const bank = await cli.run([
    '--as',
    'xu.jianing',
    'import',
    path('bank.csv'),
    ...officers,
    '--form-sha256',
    formSha256,
  ]);
  expect(bank).toMatchObject({ code: 1, err: expect.stringContaining('席位') });
  expect(await run('import', path('none.csv'), ...officers)).toMatchObject({
    code: 2,
    err: expect.stringContaining('ENOENT'),
  });
});
