import type { Cell, Grid, GridRow } from '../grid.ts';
import type { SheetSkip } from '../row.ts';
import { plain } from '../values/text.ts';
import { columnOf, type FieldName } from './columns.ts';
import type { Header } from './header.ts';

/** A row of data: its filled cells by field. */
export interface Line {
  readonly row: number;
  readonly hidden: boolean;
  readonly cells: ReadonlyMap<FieldName, Cell>;
}

/** Fills what is merged downwards, row by row from the top, with what the first of the merged cells holds. */
const filler = ({ merges }: Grid, header: Header) => {
  const ends = new Map(
    merges.filter(({ left, right }) => left === right).map(({ top, bottom, left }) => [`${top}/${left}`, bottom]),
  );
  const running = new Map<number, { bottom: number; cell: Cell | undefined }>();
  return (row: GridRow): ReadonlyMap<FieldName, Cell> => {
    const cells = new Map<FieldName, Cell>();
    for (const [field, { column }] of header.fields) {
      const own = row.cells[column];
      const bottom = ends.get(`${row.number}/${column}`);
      if (bottom !== undefined) running.set(column, { bottom, cell: own });
      const over = running.get(column);
      const cell = own ?? (over && over.bottom >= row.number && columnOf(field).perCase ? over.cell : undefined);
      if (cell) cells.set(field, cell);
    }
    return cells;
  };
};

const firstText = (row: GridRow): string => plain(row.cells.find(cell => cell)?.text.slice(0, 100) ?? '');

const repeatsHeader = (line: Line, header: Header): boolean => {
  const same = [...line.cells].filter(([field, cell]) => cell.text === header.fields.get(field)?.label);
  return same.length >= 3;
};

const isTotal = (cell: Cell | undefined): boolean => cell?.kind === 'text' && /^\s*[合总小共累]\s*计/.test(cell.text);

/** Rows that stand among the data and are none. A total or a note never names an account. */
const whyNot = (row: GridRow, line: Line, header: Header): SheetSkip['why'] | undefined => {
  const first = firstText(row).replace(/\s/g, '');
  const incident = plain(line.cells.get('incidentNumber')?.text ?? '');
  if (/^(示例|样例|example)/i.test(first) || /^(示例|样例|example)/i.test(incident)) return 'example';
  if (repeatsHeader(line, header)) return 'repeated-header';
  if (row.cells.some(isTotal)) {
    return line.cells.has('targetNumber') ? undefined : 'total';
  }
  const note = /^(注|备注|说明|填表|制表|制单|审核|填报|打印|联系人|负责人|单位|日期)/.test(first);
  return note && !line.cells.has('amount') && !line.cells.has('bank') ? 'note' : undefined;
};

/** The rows under the header: those to be read, and those that are not data, with why. Rows without a filled field are passed over. */
export const linesUnder = (grid: Grid, header: Header): { lines: Line[]; skipped: SheetSkip[] } => {
  const fill = filler(grid, header);
  const lines: Line[] = [];
  const skipped: SheetSkip[] = [];
  for (const row of grid.rows) {
    if (row.number < header.row) skipped.push({ why: 'above-header', row: row.number });
    if (row.number <= header.row) continue;
    const line = { row: row.number, hidden: row.hidden ?? false, cells: fill(row) };
    const why = whyNot(row, line, header);
    if (why) skipped.push({ why, row: row.number });
    else if ([...header.fields.values()].some(({ column }) => row.cells[column])) lines.push(line);
  }
  return { lines, skipped };
};
