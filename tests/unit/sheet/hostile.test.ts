import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readSheet } from '../../../shared/sheet/read-sheet.ts';
import { rawParts, rawWorkbook, rowOf, sheetOf } from './raw-workbook.ts';
import { complaints, good, options, readText, table, xlsx } from './samples.ts';

const headers = Object.keys(good);
const values: readonly string[] = Object.values(good);
const usual = { name: '表', xml: sheetOf(rowOf(1, headers), rowOf(2, values)) };
const book = rawWorkbook({ sheets: [usual] });

const read = (bytes: Uint8Array<ArrayBuffer>, name = 'a.xlsx') => readSheet(bytes, name, options);
const refused = async (bytes: Uint8Array<ArrayBuffer>, name?: string) => {
  const result = await read(bytes, name);
  expect(result.rows).toEqual([]);
  return complaints(result);
};
const text = (content: string) => new TextEncoder().encode(content);
const zip = (parts: Parameters<typeof zipSync>[0]) => new Uint8Array(zipSync(parts));
const compound = (...names: readonly string[]) => {
  const body = names.flatMap(name => Array.from(name, letter => [letter.charCodeAt(0), 0]).flat());
  return new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...body]);
};

/** Writes what a directory entry states of a part: its flags, or its size. */
const patched = (bytes: Uint8Array<ArrayBuffer>, part: string, patch: (entry: DataView) => void) => {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  const name = Array.from(strToU8(part)).join();
  for (let at = 0; at + 46 < copy.length; at += 1) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    const end = at + 46 + view.getUint16(at + 28, true);
    if (copy.subarray(at + 46, end).join() === name) patch(new DataView(copy.buffer, at));
  }
  return copy;
};
const sheetPart = 'xl/worksheets/sheet1.xml';

const megabyte = 1024 * 1024;
const blanks = (megabytes: number) => Buffer.alloc(megabytes * megabyte, ' ');

/** Worksheets of blanks, packed; the directory states the sizes given, true or not. */
const inflated = (sheets: readonly { megabytes: number; stated: number }[]) => {
  const parts = rawParts({ sheets: sheets.map((_, n) => ({ name: `表${n}`, xml: '' })) });
  const paths = sheets.map((_, n) => `xl/worksheets/sheet${n + 1}.xml`);
  for (const [n, { megabytes }] of sheets.entries()) {
    parts[paths[n] ?? ''] = [new Uint8Array(deflateRawSync(blanks(megabytes))), { level: 0 }];
  }
  return sheets.reduce(
    (bytes, { megabytes, stated }, n) =>
      patched(bytes, paths[n] ?? '', entry => {
        entry.setUint16(10, 8, true);
        entry.setUint32(16, crc32(blanks(megabytes)), true);
        entry.setUint32(24, stated, true);
      }),
    zip(parts),
  );
};

describe('a file that is not what it should be', () => {
  it.each([
    ['a.xlsm', 'macros'],
    ['a.XLTM', 'macros'],
    ['a.xls', 'old-format'],
    ['a.et', 'old-format'],
    ['a.xlsb', 'old-format'],
    ['a.pdf', 'unknown-format'],
    ['xlsx', 'unknown-format'],
    ['a.csv', 'wrong-extension'],
  ])('named %s is refused as %s', async (name, code) => {
    expect(await refused(book, name)).toEqual([code]);
  });

  it('is told by its first bytes', async () => {
    expect(await refused(new Uint8Array(), 'a.xlsx')).toEqual(['empty-file']);
    expect(await refused(text('警情编号,被害人'), 'a.xlsx')).toEqual(['wrong-extension']);
    expect(await refused(compound('Workbook'), 'a.xlsx')).toEqual(['wrong-extension']);
    expect(await refused(compound('Workbook'), 'a.csv')).toEqual(['wrong-extension']);
    expect(await refused(compound('EncryptionInfo', 'EncryptedPackage'), 'a.xlsx')).toEqual(['encrypted']);
  });

  it('may be an archive of other things, or hide macros or a password', async () => {
    expect(await refused(zip({ 'hello.txt': text('hello') }))).toEqual(['not-a-workbook']);
    const macros = rawWorkbook({ sheets: [usual], more: { 'xl/vbaProject.bin': text('macro') } });
    expect(await refused(macros)).toEqual(['macros']);
    const contentTypes =
      '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>';
    expect(await refused(rawWorkbook({ sheets: [usual], contentTypes }))).toEqual(['macros']);
    const locked = patched(book, sheetPart, entry => entry.setUint16(8, 1, true));
    expect(await refused(locked)).toEqual(['encrypted']);
  });

  it('cut short at any byte is damaged, and nothing worse', async () => {
    const bytes = await xlsx(table(good, good));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 4, max: bytes.length - 1 }), async length => {
        expect(await refused(bytes.slice(0, length))).toEqual(['damaged']);
      }),
    );
  });

  it('with bytes changed anywhere gives rows or problems, and nothing worse', async () => {
    const change = fc.record({ at: fc.nat(book.length - 1), byte: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 20 }), async changes => {
        const copy = book.slice();
        for (const { at, byte } of changes) copy[at] = byte;
        const { rows, problems } = await read(copy);
        expect(rows.length + problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it('with its XML changed anywhere gives rows, problems or nothing to read, and nothing worse', async () => {
    const change = fc.record({
      at: fc.nat(usual.xml.length - 1),
      to: fc.constantFrom('<', '>', '"', '&', '/', ' ', '9'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async changes => {
        const letters = Array.from(usual.xml);
        for (const { at, to } of changes) letters[at] = to;
        const result = await read(rawWorkbook({ sheets: [{ name: '表', xml: letters.join('') }] }));
        expect(Array.isArray(result.rows)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('may not declare entities', async () => {
    const bomb = text(`<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>${usual.xml}</worksheet>`);
    const parts = { ...rawParts({ sheets: [usual] }), [sheetPart]: bomb };
    expect(await refused(zip(parts))).toEqual(['damaged']);
  });
});

describe('a file that is too large', () => {
  it('is refused before it is read', async () => {
    expect(await refused(new Uint8Array(10 * 1024 * 1024 + 1), 'a.csv')).toEqual(['file-too-large']);
  });

  it('when unpacked is refused by the size it states', async () => {
    expect(await refused(inflated([{ megabytes: 1, stated: 65 * megabyte }]))).toEqual(['too-large']);
  });

  it('when unpacked is refused while it is unpacked, if it states a smaller size', async () => {
    expect(await refused(inflated([{ megabytes: 65, stated: 1000 }]))).toEqual(['too-large']);
  });

  it('may not come in many parts that are each within the limit', async () => {
    const four = Array.from({ length: 4 }, () => ({ megabytes: 20, stated: 20 * megabyte }));
    expect(await refused(inflated(four.slice(0, 3)))).toEqual(['no-header']);
    expect(await refused(inflated(four))).toEqual(['too-large']);
    const many = Object.fromEntries(Array.from({ length: 2_001 }, (_, n) => [`part${n}`, new Uint8Array()]));
    expect(await refused(zip({ ...rawParts({ sheets: [usual] }), ...many }))).toEqual(['too-large']);
  });

  it('may not have a line without end', async () => {
    expect(complaints(await readText(','.repeat(5_000_000)))).toEqual(['too-large']);
    expect(complaints(await readText(`${headers}\n${values},${' '.repeat(60_000)}`))).toEqual([]);
  });

  it('in rows is refused whole, in either kind', async () => {
    const rows = Array.from({ length: 10_000 }, (_, n) => [`JQ${1_000_000 + n}`, ...values.slice(1)]);
    const sheet = { name: '表', xml: sheetOf(rowOf(1, headers), ...rows.map((row, n) => rowOf(n + 2, row))) };
    expect(await refused(rawWorkbook({ sheets: [sheet] }))).toEqual(['too-many-rows']);
    expect(complaints(await readText([headers, ...rows].map(row => row.join(',')).join('\n')))).toEqual([
      'too-many-rows',
    ]);
    expect(complaints(await readText('\n'.repeat(60_000)))).toEqual(['too-many-rows']);
    const just = rows
      .slice(0, 5_001)
      .map(row => row.join(','))
      .join('\n');
    expect(complaints(await readText(`${headers.join(',')}\n${just}`))).toEqual(['too-many-rows']);
  });

  it('takes as many rows as the limit', async () => {
    const rows = Array.from({ length: 5_000 }, (_, n) => [`JQ${1_000_000 + n}`, ...values.slice(1)]);
    const result = await readText([headers, ...rows].map(row => row.join(',')).join('\n'));
    expect([result.rows.length, result.problems.length]).toEqual([5_000, 0]);
  });
});
