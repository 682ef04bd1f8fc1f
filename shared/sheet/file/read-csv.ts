// This build runs in browsers too; the package's main entry needs Node's Buffer.
import { parse } from 'csv-parse/browser/esm/sync';
import { Fault } from '../../domain/fault.ts';
import type { Cell, Grid, GridRow } from '../grid.ts';
import { limits } from '../limits.ts';

const delimiters = [',', '\t', ';'] as const;

const split = (text: string, delimiter: string, to: number): string[][] =>
  parse(text, {
    delimiter,
    to,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: 1024 * 1024,
  });

/** `="0123"` is how exports keep a number's digits from a spreadsheet; any other `=` begins a formula. */
const cellOf = (field: string): Cell | undefined => {
  const text = /^\s*="(.*)"\s*$/s.exec(field)?.[1] ?? field;
  if (!text.trim()) return undefined;
  return text.startsWith('=') ? { kind: 'text', text, formula: true } : { kind: 'text', text };
};

const gridOf = (records: readonly string[][]): Grid => {
  const rows = records.map(
    (record, n): GridRow => ({ number: n + 1, cells: record.slice(0, limits.columns).map(cellOf) }),
  );
  const filled = rows.filter(row => row.cells.some(cell => cell));
  if (filled.length > limits.rows + limits.otherRows) throw new Fault('invalid', 'too-many-rows');
  return { rows: filled, merges: [], date1904: false };
};

/** Lines have an end: one of millions of delimiters would take the parser half a minute. */
const hasEndlessLine = (text: string): boolean => {
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at);
    if (letter === 10 || letter === 13) start = at + 1;
    else if (at - start >= limits.lineLength) return true;
  }
  return false;
};

/** The rows among which a header is looked for, from as much text as they may take. */
const top = (text: string, delimiter: string): Grid => {
  const sample = text.slice(0, 64 * 1024);
  try {
    return gridOf(split(sample, delimiter, limits.headerWithin));
  } catch {
    return gridOf([]);
  }
};

/**
 * A text file as a worksheet. The delimiter is the one with which `measure` finds most of a header near the top.
 * @throws Fault invalid/damaged where a quoted field never ends, invalid/too-many-rows, invalid/too-large
 */
export const readCsv = (text: string, measure: (grid: Grid) => number): Grid => {
  if (hasEndlessLine(text)) throw new Fault('invalid', 'too-large');
  try {
    const scores = delimiters.map(delimiter => measure(top(text, delimiter)));
    const best = delimiters[scores.indexOf(Math.max(...scores))] ?? ',';
    const records = split(text, best, 10 * limits.rows);
    if (records.length >= 10 * limits.rows) throw new Fault('invalid', 'too-many-rows');
    return gridOf(records);
  } catch (error) {
    throw error instanceof Fault ? error : new Fault('invalid', 'damaged');
  }
};
