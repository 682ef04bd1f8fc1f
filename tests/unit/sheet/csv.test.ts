import { describe, expect, it } from 'vitest';
import { readSheet } from '../../../shared/sheet/read-sheet.ts';
import { gb18030 } from './gb18030.ts';
import { complaints, good, options, readText } from './samples.ts';

const lines = (delimiter: string, ...rows: readonly (readonly string[])[]) =>
  rows.map(row => row.join(delimiter)).join('\r\n');
const headers = Object.keys(good);
const values: readonly string[] = Object.values(good);
const usual = lines(',', headers, values);
const utf8 = new TextEncoder();

const readBytes = (bytes: Uint8Array<ArrayBuffer>) => readSheet(bytes, '登记表.CSV', options);
const utf16 = (text: string) => {
  const bytes = new Uint8Array(2 + 2 * text.length);
  bytes.set([0xff, 0xfe]);
  for (let n = 0; n < text.length; n += 1) new DataView(bytes.buffer).setUint16(2 + 2 * n, text.charCodeAt(n), true);
  return bytes;
};

describe('a text file', () => {
  it('gives the same rows in UTF-8 with and without its mark, in GB18030 and in UTF-16', async () => {
    const plain = await readBytes(utf8.encode(usual));
    expect(plain.problems).toEqual([]);
    expect(plain.rows).toHaveLength(1);
    expect(await readBytes(utf8.encode(`\ufeff${usual}`))).toEqual(plain);
    expect(await readBytes(gb18030(usual))).toEqual(plain);
    expect(await readBytes(utf16(usual))).toEqual(plain);
  });

  it('in an encoding that is none of these is refused', async () => {
    expect(complaints(await readBytes(new Uint8Array([0x61, 0xff, 0xff, 0x62])))).toEqual(['unknown-encoding']);
    expect(complaints(await readBytes(utf8.encode(`${usual}\0`)))).toEqual(['unknown-encoding']);
  });

  it.each([',', '\t', ';'])('may be divided by %j', async delimiter => {
    const { rows, problems } = await readText(lines(delimiter, ['止付登记表'], [], headers, values));
    expect(problems).toEqual([]);
    expect(rows.map(({ row }) => row)).toEqual([4]);
  });

  it('may quote its fields, with line breaks, doubled quotes and the divider inside', async () => {
    const text = `"止付登记表\n2026, 11 月"\n${headers.join(',')},备注\n${values.map(value => `"${value}"`).join(',')},"张三称""客服"",已转账"`;
    const { rows, problems } = await readText(text);
    expect(problems).toEqual([]);
    expect(rows[0]?.remark).toBe('张三称"客服",已转账');
  });

  it('keeps long numbers by the ways that exports have', async () => {
    const change = (number: string) =>
      lines(
        ',',
        headers,
        values.map(value => (value === good.止付账户 ? number : value)),
      );
    for (const kept of [`'${good.止付账户}`, `${good.止付账户}\t`, `="${good.止付账户}"`, `"=""${good.止付账户}"""`]) {
      expect((await readText(change(kept))).rows[0]?.target.number).toBe(good.止付账户);
    }
    expect(complaints(await readText(change('6.22202E+18')))).toEqual(['E2: digits-lost']);
    expect(complaints(await readText(change('=1+1')))).toEqual(['E2: formula']);
  });

  it('names its cells as a spreadsheet would, blank lines and short rows included', async () => {
    const text = lines(',', headers, [], ['JQ2026', '张三'], values.slice(0, 8));
    expect(complaints(await readText(text))).toEqual([
      'E3: missing',
      'F3: missing',
      'G3: bank-missing',
      'H3: missing',
      'I3: missing',
      'I4: missing',
    ]);
  });

  it('with a quote that never ends is damaged', async () => {
    expect(complaints(await readText(`${usual}\r\n"张三,${'x'.repeat(10)}`))).toEqual(['damaged']);
  });
});
