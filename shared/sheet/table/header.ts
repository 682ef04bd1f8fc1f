import type { Cell, Grid, GridRow } from '../grid.ts';
import { limits } from '../limits.ts';
import { plain } from '../values/text.ts';
import { columnOf, type FieldName, fieldNames } from './columns.ts';

export interface HeaderColumn {
  readonly column: number;
  readonly label: string;
}

/** Where the fields of a table are. */
export interface Header {
  /** Number of the row just above the data. */
  readonly row: number;
  readonly fields: ReadonlyMap<FieldName, HeaderColumn>;
  /** Columns that are not read: unknown, or a second choice for a field that has a better one. */
  readonly unused: readonly HeaderColumn[];
  /** A field's header standing twice, letter for letter; nobody can say which column is meant. */
  readonly repeated: readonly { readonly field: FieldName; readonly column: number }[];
  readonly missing: readonly FieldName[];
}

const key = (label: string): string =>
  plain(label)
    .replace(/[([【<].*?[)\]】>]/g, '')
    .replace(/帐/g, '账')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

interface Known {
  readonly field: FieldName;
  readonly rank: number;
  readonly afterVictim: boolean;
}

const known: ReadonlyMap<string, Known> = new Map(
  fieldNames.flatMap(field => {
    const { names, afterVictim = [] } = columnOf(field);
    return [...names, ...afterVictim].map(
      (name, rank) => [key(name), { field, rank, afterVictim: rank >= names.length }] as const,
    );
  }),
);

/**
 * The heading over a group of columns (`涉案账户信息` over 户名, 账号, 开户行), in the words that the names above are made of.
 * Nothing else may stand in it: a title may well speak of victims.
 */
const groups: readonly (readonly [RegExp, string])[] = [
  [/^(转出|汇出|付款)(方|人|账户|账号)?(信息|情况)?$/, '转出'],
  [/^(被害人|受害人|报案人|事主)(基本|身份|个人)?(信息|情况|资料)?$/, '被害人'],
  [/^(止付|收款|涉案|嫌疑人?|涉诈|转入|对方)(对象|方|人|账户|账号|银行卡|卡)?(基本)?(信息|情况|资料)?$/, '止付'],
  [/^(转账|交易|汇款|转款)(基本)?(信息|情况|明细|记录)?$/, '转账'],
];

const lookUp = (label: string, over: string, left: FieldName | undefined): Known | undefined => {
  const group = over && groups.find(([words]) => words.test(key(over)))?.[1];
  const owned = group ? known.get(`${group}${key(label)}`) : undefined;
  const found = owned ?? known.get(key(label));
  return found?.afterVictim && !left?.startsWith('victim') ? undefined : found;
};

/** No heading is longer. */
const longestLabel = 100;

const textOf = (cell: Cell | undefined): string => (cell?.kind === 'text' ? cell.text.slice(0, longestLabel) : '');

/** Text of a heading merged across this column in the row above. */
const headingOver = ({ rows, merges }: Grid, above: GridRow | undefined, column: number): string => {
  if (!above) return '';
  const merge = merges.find(
    ({ top, bottom, left, right }) =>
      bottom === above.number && top <= bottom && left <= column && column <= right && right > left,
  );
  const first = merge && rows.find(row => row.number === merge.top);
  return merge ? textOf(first?.cells[merge.left]) : '';
};

/** A header cell merged down from the row above stands for this row too. */
const labelAt = (grid: Grid, row: GridRow, above: GridRow | undefined, column: number): string => {
  const own = textOf(row.cells[column]);
  if (own || !above) return own;
  const merged = grid.merges.some(
    ({ top, bottom, left }) => left === column && top === above.number && bottom >= row.number,
  );
  return merged ? textOf(above.cells[column]) : '';
};

const headerAt = (grid: Grid, row: GridRow, above: GridRow | undefined): Header => {
  const fields = new Map<FieldName, HeaderColumn & { rank: number }>();
  const unused: HeaderColumn[] = [];
  const repeated: { field: FieldName; column: number }[] = [];
  const width = Math.max(row.cells.length, above?.cells.length ?? 0);
  let left: FieldName | undefined;
  for (let column = 0; column < width; column += 1) {
    const label = labelAt(grid, row, above, column);
    if (!label.trim()) continue;
    const found = lookUp(label, headingOver(grid, above, column), left);
    left = found?.field;
    const held = found && fields.get(found.field);
    if (found && held?.rank === found.rank) repeated.push({ field: found.field, column });
    else if (found && (!held || found.rank < held.rank)) {
      if (held) unused.push(held);
      fields.set(found.field, { column, label, rank: found.rank });
    } else unused.push({ column, label });
  }
  const missing = fieldNames.filter(
    field => columnOf(field).required && !fields.has(field) && !(field === 'transferTime' && fields.has('transferDay')),
  );
  return { row: row.number, fields, unused, repeated, missing };
};

/** How many fields the best header of a grid has; what tells one delimiter, or one sheet, from another. */
export const headerSize = (grid: Grid): number => findHeader(grid)?.fields.size ?? 0;

/** The first row near the top that names all required columns, or else the one that names most of any. */
export const findHeader = (grid: Grid): Header | undefined => {
  const headers = grid.rows.slice(0, limits.headerWithin).map((row, n) => headerAt(grid, row, grid.rows[n - 1]));
  const likely = headers.filter(
    ({ fields }) => fields.size >= 3 && (fields.has('targetNumber') || fields.has('amount')),
  );
  const whole = likely.find(({ missing }) => missing.length === 0);
  return whole ?? likely.toSorted((a, b) => b.fields.size - a.fields.size)[0];
};
