import { instructionOf } from './group-rows.ts';
import { problem } from './problem.ts';
import type { RowContent, SheetProblem } from './row.ts';
import type { FieldName } from './table/columns.ts';
import type { Header } from './table/header.ts';

interface Numbered {
  readonly row: number;
  readonly content: RowContent;
}

/** What rows of one instruction must say alike, where they say it. */
const shared: Readonly<Partial<Record<FieldName, (content: RowContent) => string | undefined>>> = {
  victimName: ({ victim }) => victim.name,
  victimIdNumber: ({ victim }) => victim.idNumber,
  targetName: ({ target }) => target.name,
  targetType: ({ target }) => target.type,
  formNumber: ({ formNumber }) => formNumber,
};

/** The same serial, or the same time and amount where not both have a serial. */
const sameTransfer = ({ transfer: a }: RowContent, { transfer: b }: RowContent): boolean =>
  a.serial !== undefined && b.serial !== undefined
    ? a.serial === b.serial
    : a.at === b.at && a.amountFen === b.amountFen;

const disagreements = (group: readonly Numbered[], header: Header): SheetProblem[] =>
  [...header.fields].flatMap(([field, { column }]) => {
    const said = group.flatMap(({ row, content }) => {
      const value = shared[field]?.(content);
      return value === undefined ? [] : [{ row, value }];
    });
    if (new Set(said.map(({ value }) => value)).size < 2) return [];
    return said.flatMap(({ row, value }) => {
      const other = said.find(each => each.value !== value);
      return other ? [problem('disagrees', { row, column, field, details: { row: other.row } })] : [];
    });
  });

/**
 * Rows of one instruction that contradict each other (none of them is taken: nobody can say which is right), and rows that name
 * a transfer a second time (the first is taken).
 */
export const checkRows = (rows: readonly Numbered[], header: Header): SheetProblem[] =>
  [...Map.groupBy(rows, ({ content }) => instructionOf(content)).values()].flatMap(group => {
    const repeats = group.flatMap(({ row, content }, n) => {
      const first = group.slice(0, n).find(earlier => sameTransfer(earlier.content, content));
      const column = header.fields.get('amount')?.column;
      return first ? [problem('same-transfer', { row, column, field: 'amount', details: { row: first.row } })] : [];
    });
    return [...disagreements(group, header), ...repeats];
  });
