import writeXlsx, { type SheetData } from 'write-excel-file/universal';
import { luhnValid } from '../../../shared/domain/check-digits.ts';
import type { Cell } from '../../../shared/sheet/grid.ts';
import { readSheet } from '../../../shared/sheet/read-sheet.ts';
import type { ReadSheetOptions, SheetBank, SheetResult } from '../../../shared/sheet/row.ts';

export const banks: readonly SheetBank[] = [
  {
    code: 'ICBC',
    name: '中国工商银行股份有限公司',
    aliases: ['工商银行', '工行'],
    cardPrefixes: ['622202', '621226'],
  },
  { code: 'CCB', name: '中国建设银行股份有限公司', aliases: ['建设银行', '建行'], cardPrefixes: ['621700'] },
  { code: 'BOC', name: '中国银行股份有限公司', aliases: ['中行'], cardPrefixes: ['621660'] },
  {
    code: 'QHRCB',
    name: '青禾农村商业银行股份有限公司',
    aliases: ['青禾农商银行', '农商行'],
    cardPrefixes: ['623065'],
  },
  { code: 'LXRCB', name: '柳溪农村商业银行股份有限公司', aliases: ['柳溪农商银行'], cardPrefixes: ['6230651'] },
];

export const options: ReadSheetOptions = {
  zone: 'Asia/Shanghai',
  banks,
  now: Date.parse('2026-12-01T00:00:00+08:00'),
};

/** Fifteen to nineteen digits that pass the check digit. */
export const card = (start: string, length = 19): string => {
  const body = start.padEnd(length - 1, '1234567890');
  const digit = [...'0123456789'].find(each => luhnValid(body + each)) ?? '';
  return body + digit;
};

/** The same digits with a check digit that is wrong. */
export const mistyped = (number: string): string => number.slice(0, -1) + ((Number(number.slice(-1)) + 1) % 10);

export const good = {
  警情编号: 'JQ20261120000017',
  被害人: '张三',
  被害人身份证号: '11010519491231002X',
  被害人电话: '13800138000',
  止付账户: card('622202'),
  户名: '李四',
  开户行: '工行青禾支行',
  金额: '50000',
  转账时间: '2026-11-20 15:03',
} as const;

type Value = string | number | boolean | Date | null;
export type TableRow = Readonly<Record<string, Value>>;

export const xlsx = async (data: SheetData, sheet = '止付'): Promise<Uint8Array<ArrayBuffer>> => {
  const blob = await writeXlsx(data, { sheet, dateFormat: 'yyyy-mm-dd hh:mm' }).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
};

/** Header and rows of a table, from rows by header; what a row leaves out is blank. */
export const table = (...rows: readonly TableRow[]): Value[][] => {
  const headers = [...new Set(rows.flatMap(row => Object.keys(row)))];
  return [headers, ...rows.map(row => headers.map(header => row[header] ?? null))];
};

export const readTable = async (data: SheetData, more: Partial<ReadSheetOptions> = {}): Promise<SheetResult> =>
  readSheet(await xlsx(data), '登记表.xlsx', { ...options, ...more });

export const readText = (text: string, name = '登记表.csv'): Promise<SheetResult> =>
  readSheet(new TextEncoder().encode(text), name, options);

/** Problems as `cell: code`. */
export const complaints = ({ problems }: SheetResult): string[] =>
  problems.map(({ cell, code }) => (cell ? `${cell}: ${code}` : code));

/** What is complained of when one value of a good row is replaced, without the cell. */
export const complaintsAbout = async (change: TableRow): Promise<string[]> =>
  (await readTable(table({ ...good, ...change }))).problems.map(({ code }) => code);

export const text = (value: string): Cell => ({ kind: 'text', text: value });
export const number = (value: string): Cell => ({ kind: 'number', text: value });
