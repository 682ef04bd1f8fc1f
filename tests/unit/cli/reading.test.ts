import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { yuan } from '../../../cli/print/money.ts';
import { instantText } from '../../../cli/read/instant.ts';
import { fenOf } from '../../../cli/read/money.ts';
import { officerOf } from '../../../cli/read/officer.ts';
import { readOnward } from '../../../cli/read/onward.ts';
import { transferOf } from '../../../cli/read/transfer.ts';

const folder = mkdtempSync(join(tmpdir(), 'liaison-reading-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const moment = { zone: 'Asia/Shanghai', now: Date.parse('2026-11-21T12:00:00+08:00') };

describe('amounts', () => {
  test.each([
    ['5万', 5_000_000],
    ['50000.00', 5_000_000],
    ['￥50,000', 5_000_000],
    ['1234.56元', 123_456],
    ['５００', 50_000],
  ])('%s is %i fen', (text, fen) => {
    expect(fenOf('--caught', text)).toBe(fen);
  });

  test.each(['', '-5', '0.001', '五万', '5万3', '1e6', '$5', 'NaN', '0'])('%j is refused, not guessed', text => {
    expect(() => fenOf('--caught', text)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'usage-amount' }));
  });

  test('nothing caught is an amount only where it may be', () => {
    expect(fenOf('--caught', '0', { orZero: true })).toBe(0);
    expect(fenOf('--caught', '￥0.00', { orZero: true })).toBe(0);
  });

  test('every amount that is shown is read back as the same fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 13 }), fen => {
        expect(fenOf('--caught', yuan(fen))).toBe(fen);
      }),
    );
  });
});

describe('times', () => {
  test.each([
    ['2026-11-20 15:03', '2026-11-20T07:03:00.000Z'],
    ['2026年11月20日 下午3:03', '2026-11-20T07:03:00.000Z'],
    ['2026-11-20T15:03:04+09:00', '2026-11-20T06:03:04.000Z'],
    ['09:30', '2026-11-21T01:30:00.000Z'],
    ['now', '2026-11-21T04:00:00.000Z'],
  ])('%s is %s', (text, iso) => {
    expect(instantText('--executed-at', text, moment)).toBe(iso);
  });

  test('today is the county’s day, also where the machine is still in yesterday', () => {
    const early = { zone: 'Asia/Shanghai', now: Date.parse('2026-11-21T00:30:00+08:00') };
    expect(instantText('--executed-at', '00:10', early)).toBe('2026-11-20T16:10:00.000Z');
  });

  test.each(['13:00', '2026-11-22 09:00', '2026-02-30 09:00', '11-20 09:00', '2026-11-20'])('%s is refused', text => {
    expect(() => instantText('--executed-at', text, moment)).toThrow(expect.objectContaining({ code: 'usage-time' }));
  });
});

test('a transfer is an amount at a time, with its serial if there is one', () => {
  const transfer = transferOf('--transfer', '5万@2026-11-20 15:03#S-20261120', moment);
  expect(transfer).toEqual({ amount: 5_000_000, at: '2026-11-20T07:03:00.000Z', serial: 'S-20261120' });
  expect(() => transferOf('--transfer', '5万', moment)).toThrow(expect.objectContaining({ code: 'usage-transfer' }));
});

test('an officer has a police number, or a resident number where there is none', () => {
  expect(officerOf('--handling', '林浩然：371522')).toEqual({ name: '林浩然', idType: '10', idNumber: '371522' });
  expect(officerOf('--handling', '林浩然:11010519491231002x')).toMatchObject({
    idType: '01',
    idNumber: '11010519491231002X',
  });
  expect(() => officerOf('--handling', '林浩然')).toThrow(expect.objectContaining({ code: 'usage-officer' }));
});

describe('onward transfers', () => {
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  test('a table in yuan and local times becomes what the API takes', async () => {
    const text =
      '交易金额,交易时间,流水号,对方账号,对方户名,对方开户行\n￥20000.00,2026-11-20 15:03,S2026112001,6222 0200 0011,赵某,ICBC\n300,2026-11-20 15:04,,,,\n';
    expect(await readOnward(file('a.csv', text), moment)).toEqual([
      {
        amount: 2_000_000,
        at: '2026-11-20T07:03:00.000Z',
        serial: 'S2026112001',
        to: { account: '622202000011', holder: '赵某', bank: 'ICBC' },
      },
      { amount: 30_000, at: '2026-11-20T07:04:00.000Z' },
    ]);
  });

  test('a bad cell is named, and none of the file is taken', async () => {
    const text = '金额,时间,账号\n300,昨天,622202000011\n,2026-11-20 15:04,622202000011\n';
    const error = await readOnward(file('b.csv', text), moment).catch(caught => caught);
    expect(error).toMatchObject({
      code: 'usage-file-content',
      details: { problems: expect.stringMatching(/B2 .*A3 必填项为空/) },
    });
  });

  test('a file without its header, and JSON of another form, are refused', async () => {
    await expect(readOnward(file('c.csv', 'a,b\n1,2\n'), moment)).rejects.toMatchObject({ code: 'usage-file-content' });
    await expect(readOnward(file('d.json', '{"a":1}'), moment)).rejects.toMatchObject({ code: 'usage-file-content' });
    await expect(readOnward(file('e.json', '{'), moment)).rejects.toMatchObject({ code: 'usage-json' });
    expect(await readOnward(file('f.json', '[{"amount":1}]'), moment)).toEqual([{ amount: 1 }]);
  });
});
