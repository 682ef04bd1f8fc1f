import { isFault } from '../domain/fault.ts';
import { checkRows } from './check-rows.ts';
import { decodeText } from './file/decode-text.ts';
import { fileKind } from './file/file-kind.ts';
import { type OpenSheet, openXlsx } from './file/open-xlsx.ts';
import { readCsv } from './file/read-csv.ts';
import { cellName, type Grid } from './grid.ts';
import { limits } from './limits.ts';
import { problem } from './problem.ts';
import { readRow } from './read-row.ts';
import { isReasonCode } from './reasons.ts';
import type { ReadSheetOptions, RowContent, SheetProblem, SheetResult, SheetSkip } from './row.ts';
import { rowKey } from './row-key.ts';
import { columnOf } from './table/columns.ts';
import { findHeader, type Header, headerSize } from './table/header.ts';
import { linesUnder } from './table/lines.ts';
import { bankFinder } from './values/bank.ts';
import { zoneOf } from './values/zone.ts';

interface Table {
  readonly sheet: string;
  readonly grid: Grid;
  readonly header: Header;
}

const openFile = async (bytes: Uint8Array<ArrayBuffer>, fileName: string): Promise<OpenSheet[]> => {
  if (fileKind(bytes, fileName) === 'workbook') return openXlsx(bytes);
  const grid = readCsv(decodeText(bytes), headerSize);
  return [{ name: '', hidden: false, read: async () => grid }];
};

/** The first visible worksheet with a whole header; failing that, one with part of a header, to say what it lacks. */
const findTable = async (sheets: readonly OpenSheet[], skipped: SheetSkip[]): Promise<Table | undefined> => {
  let partial: Table | undefined;
  for (const [n, { name, hidden, read }] of sheets.entries()) {
    if (hidden) {
      skipped.push({ why: 'hidden-sheet', label: name });
      continue;
    }
    const grid = await read();
    const header = findHeader(grid);
    if (header?.missing.length === 0) {
      skipped.push(...sheets.slice(n + 1).map(({ name: label }): SheetSkip => ({ why: 'other-sheet', label })));
      return { sheet: name, grid, header };
    }
    if (header) partial ??= { sheet: name, grid, header };
    else skipped.push({ why: 'other-sheet', label: name });
  }
  return partial;
};

const headerProblems = ({ row, missing, repeated }: Header): SheetProblem[] => {
  const columns = missing.map(field => columnOf(field).zh).join('、');
  return [
    ...(missing.length > 0 ? [problem('missing-columns', { row, details: { columns } })] : []),
    ...repeated.map(({ field, column }) => problem('duplicate-column', { row, column, field })),
  ];
};

const readTable = ({ sheet, grid, header }: Table, { zone, banks, now }: ReadSheetOptions): SheetResult => {
  const unused = header.unused.map(
    ({ column, label }): SheetSkip => ({ why: 'unused-column', cell: cellName(header.row, column), label }),
  );
  const { lines, skipped } = linesUnder(grid, header);
  const ofHeader = headerProblems(header);
  if (ofHeader.length > 0) return { sheet, rows: [], problems: ofHeader, skipped: unused };
  if (lines.length > limits.rows) return { sheet, rows: [], problems: [problem('too-many-rows')], skipped: unused };

  const context = { header, date1904: grid.date1904, zone: zoneOf(zone), banks: bankFinder(banks), now };
  const good: { row: number; content: RowContent }[] = [];
  const problems: SheetProblem[] = [];
  for (const line of lines) {
    const reading = readRow(line, context);
    if ('content' in reading) good.push({ row: line.row, content: reading.content });
    else problems.push(...reading.problems);
  }
  const between = checkRows(good, header);
  const bad = new Set(between.map(({ row }) => row));
  const rows = good.filter(({ row }) => !bad.has(row));
  return {
    sheet,
    rows: rows.map(({ row, content }) => ({ row, rowKey: rowKey(content), ...content })),
    problems: [...problems, ...between].toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0)),
    skipped: [...unused, ...skipped],
  };
};

/**
 * Reads instructions from a spreadsheet (`.xlsx`, or `.csv` in UTF-8 or GB18030). Whatever is wrong with the file or its rows is in
 * `problems`, with the cell; good rows are given all the same. Runs in browsers and in Node.
 * @throws RangeError for a zone that is not in the IANA list
 */
export const readSheet = async (
  bytes: Uint8Array<ArrayBuffer>,
  fileName: string,
  options: ReadSheetOptions,
): Promise<SheetResult> => {
  const skipped: SheetSkip[] = [];
  try {
    const table = await findTable(await openFile(bytes, fileName), skipped);
    if (!table) return { sheet: '', rows: [], problems: [problem('no-header')], skipped };
    const result = readTable(table, options);
    return { ...result, skipped: [...skipped, ...result.skipped] };
  } catch (error) {
    if (!isFault(error, 'invalid') || !isReasonCode(error.code)) throw error;
    return { sheet: '', rows: [], problems: [problem(error.code)], skipped };
  }
};
