import { padded, width } from './width.ts';

export interface Column<Row> {
  readonly head: string;
  readonly of: (row: Row) => string;
  /** Colours a cell that is already padded. */
  readonly paint?: (text: string, row: Row) => string;
  /** Numbers stand at the right. */
  readonly right?: boolean;
}

/** What comes from elsewhere must not steer the terminal. */
export const tame = (text: string): string => text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, '�');

const aligned = (text: string, columns: number, right = false): string =>
  right ? ' '.repeat(Math.max(0, columns - width(text))) + text : padded(text, columns);

/** Lines of a table, columns aligned by what a terminal shows; Chinese characters take two. */
export const table = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[] => {
  const cells = rows.map(row => columns.map(({ of }) => tame(of(row))));
  const widths = columns.map(({ head }, at) => Math.max(width(head), ...cells.map(line => width(line[at] ?? ''))));
  const last = columns.length - 1;
  const fill = (text: string, at: number): string =>
    at === last && !columns[at]?.right ? text : aligned(text, widths[at] ?? 0, columns[at]?.right);
  const join = (line: readonly string[]): string => line.join('  ').trimEnd();
  return [
    join(columns.map(({ head }, at) => fill(head, at))),
    ...rows.map((row, n) =>
      join(
        columns.map(({ paint }, at) => {
          const text = fill(cells[n]?.[at] ?? '', at);
          return paint ? paint(text, row) : text;
        }),
      ),
    ),
  ];
};
