import readXlsx from 'read-excel-file/universal';
import { describe, expect, it } from 'vitest';
import { openXlsx } from '../../../shared/sheet/file/open-xlsx.ts';
import { readSheet } from '../../../shared/sheet/read-sheet.ts';
import { type RawWorkbook, rawWorkbook, rowOf, sheetOf } from './raw-workbook.ts';
import { complaints, good, options, table, xlsx } from './samples.ts';

const headers = Object.keys(good);
const values: readonly string[] = Object.values(good);
const usual = sheetOf(rowOf(1, headers), rowOf(2, values));

const read = (book: RawWorkbook | string) =>
  readSheet(rawWorkbook(typeof book === 'string' ? { sheets: [{ name: '表', xml: book }] } : book), 'a.xlsx', options);

/** The good row with the cell under one header replaced by other XML. */
const withCell = (header: keyof typeof good, cell: (address: string) => string) =>
  rowOf(
    2,
    values.map((value, n) => (headers[n] === header ? cell(`${String.fromCharCode(65 + n)}2`) : value)),
  );

describe('a workbook as spreadsheet programs write it', () => {
  it('has its texts in a shared list, with runs of rich text, readings and escaped characters', async () => {
    const strings =
      '<si><t>张</t></si><si><r><rPr><b/></rPr><t>工行</t></r><r><t xml:space="preserve">青禾支行 </t></r></si>' +
      '<si><t>李四</t><rPh sb="0" eb="2"><t>lisi</t></rPh><phoneticPr/></si><si><t>张_x000D_三&#x41;&amp;</t></si>';
    const row = rowOf(
      2,
      values.map((value, n) => {
        if (headers[n] === '开户行') return '<c r="G2" t="s"><v>1</v></c>';
        if (headers[n] === '户名') return '<c r="F2" t="s"><v>2</v></c>';
        return headers[n] === '被害人' ? '<c r="B2" t="s"><v>3</v></c>' : value;
      }),
    );
    const { rows, problems } = await read({ sheets: [{ name: '表', xml: sheetOf(rowOf(1, headers), row) }], strings });
    expect(problems).toEqual([]);
    expect(rows[0]).toMatchObject({ bankCode: 'ICBC', target: { name: '李四' }, victim: { name: '张三A&' } });
  });

  it.each([
    [false, 46346.627083333333],
    [true, 46346.627083333333 - 1462],
  ])('counts days from 1904: %s', async (date1904, serial) => {
    const sheet = sheetOf(
      rowOf(1, headers),
      withCell('转账时间', at => `<c r="${at}" s="1"><v>${serial}</v></c>`),
    );
    const book = { sheets: [{ name: '表', xml: sheet }], formats: ['yyyy"年"m"月"d"日" h:mm'], date1904 };
    const { rows, problems } = await read(book);
    expect(problems).toEqual([]);
    expect(rows[0]?.transfer.at).toBe(Date.parse('2026-11-20T15:03:00+08:00'));
  });

  it.each(['6222021234567890100', '6.2220212345678901E+18', '6.2220212345678901e18'])(
    'has lost the last digits of a card that it stores as the number %s',
    async stored => {
      const sheet = sheetOf(
        rowOf(1, headers),
        withCell('止付账户', at => `<c r="${at}"><v>${stored}</v></c>`),
      );
      expect(complaints(await read(sheet))).toEqual(['E2: digits-lost']);
    },
  );

  it('keeps amounts exact that it stores with a binary fraction’s noise', async () => {
    const sheet = sheetOf(
      rowOf(1, headers),
      withCell('金额', at => `<c r="${at}" s="1"><v>1234.5699999999999</v></c>`),
    );
    const { rows } = await read({ sheets: [{ name: '表', xml: sheet }], formats: ['[$¥-804]#,##0.00;[Red]-#,##0.00'] });
    expect(rows[0]?.transfer.amountFen).toBe(123_457);
  });

  it('may hold formulas and errors, which are not taken for values', async () => {
    const formula = withCell('金额', at => `<c r="${at}"><f>50000*1</f><v>50000</v></c>`);
    expect(complaints(await read(sheetOf(rowOf(1, headers), formula)))).toEqual(['H2: formula']);
    const unfinished = withCell('开户行', at => `<c r="${at}" t="str"><f>VLOOKUP(E2,A:B,2)</f></c>`);
    expect(complaints(await read(sheetOf(rowOf(1, headers), unfinished)))).toEqual(['G2: formula']);
    const error = withCell('开户行', at => `<c r="${at}" t="e"><v>#N/A</v></c>`);
    expect(complaints(await read(sheetOf(rowOf(1, headers), error)))).toEqual(['G2: cell-error']);
  });

  it('may merge what belongs to a case over the rows of its transfers, but an amount holds for its own row', async () => {
    const first = rowOf(2, values);
    const second = rowOf(3, ['', '', '', '', '', '', '', '300', '2026-11-20 15:04']);
    const third = rowOf(4, ['', '', '', '', '', '', '', '', '2026-11-20 15:05']);
    const merges = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map(column => `<mergeCell ref="${column}2:${column}4"/>`);
    const xml = `${sheetOf(rowOf(1, headers), first, second, third)}<mergeCells>${merges.join('')}<mergeCell ref="H3:H4"/></mergeCells>`;
    const result = await read(xml);
    expect(result.rows.map(({ row, transfer, target }) => [row, transfer.amountFen, target.number])).toEqual([
      [2, 5_000_000, good.止付账户],
      [3, 30_000, good.止付账户],
    ]);
    expect(complaints(result)).toEqual(['H4: missing']);
  });

  it('may hide rows and sheets, and what nobody sees is not issued', async () => {
    const hiddenRow = rowOf(2, values, ' hidden="1"');
    expect(complaints(await read(sheetOf(rowOf(1, headers), hiddenRow)))).toEqual(['A2: hidden-row']);
    const result = await read({
      sheets: [
        { name: '旧', xml: usual, state: 'hidden' },
        { name: '说明', xml: sheetOf(rowOf(1, ['填表说明'])) },
        { name: '汇总', xml: sheetOf(rowOf(1, ['案件编号', '被害人', '涉案金额'])) },
        { name: '明细', xml: usual },
        { name: '上月', xml: usual },
      ],
    });
    expect([result.sheet, result.rows.length]).toEqual(['明细', 1]);
    expect(result.skipped.map(({ why, label }) => `${why} ${label}`)).toEqual([
      'hidden-sheet 旧',
      'other-sheet 说明',
      'other-sheet 上月',
    ]);
  });

  it('without any whole header says which columns the likeliest one lacks', async () => {
    const result = await read(sheetOf(rowOf(3, ['案件编号', '被害人', '涉案金额'])));
    expect(complaints(result)).toEqual(['missing-columns']);
    expect(result.problems[0]).toMatchObject({ row: 3, reason: { zh: '表头缺少列：止付账户、户名、转账时间' } });
    expect(complaints(await read(sheetOf(rowOf(1, ['通讯录']))))).toEqual(['no-header']);
    expect(complaints(await read(sheetOf(rowOf(1, [...headers, '金额']), rowOf(2, values))))).toEqual([
      'J1: duplicate-column',
    ]);
  });

  it('may leave out addresses, prefix its names and lie far apart', async () => {
    const bare = usual.replace(/ r="[A-Z]?\d+"/g, '');
    expect((await read(bare)).rows).toHaveLength(1);
    const prefixed = usual.replace(/<(\/?)(\w)/g, '<$1x:$2');
    expect((await read(prefixed)).rows).toHaveLength(1);
    const far = sheetOf(rowOf(1, headers), rowOf(2, values), '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>');
    expect((await read(far)).rows).toHaveLength(1);
  });

  it('is read as another reader reads it', async () => {
    const data = [...table(good, { ...good, 金额: 1234.5, 转账时间: new Date(Date.UTC(2026, 10, 20, 15, 3)) }), [true]];
    const bytes = await xlsx(data);
    const [theirs] = await readXlsx(bytes.buffer, { parseNumber: digits => digits });
    const [ours] = await openXlsx(bytes);
    const grid = await ours?.read();
    const shown = grid?.rows.map(({ cells }) =>
      (theirs?.data[0] ?? []).map((_, n) => {
        const cell = cells[n];
        if (!cell) return null;
        if (cell.kind === 'date') return new Date(Math.round((Number(cell.text) - 25569) * 86_400_000));
        return cell.kind === 'boolean' ? cell.text === 'TRUE' : cell.text;
      }),
    );
    expect(shown).toEqual(theirs?.data);
  });
});
