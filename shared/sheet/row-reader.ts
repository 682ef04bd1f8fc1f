import type { Cell } from './grid.ts';
import { type ProblemPlace, problem } from './problem.ts';
import type { ReasonCode } from './reasons.ts';
import type { SheetProblem } from './row.ts';
import { columnOf, type FieldName } from './table/columns.ts';
import type { Header } from './table/header.ts';
import type { Line } from './table/lines.ts';
import { isWrong, type Reading, type Wrong, wrong } from './values/reading.ts';

/** Longest text of any cell that is looked at; whatever is longer is no value of ours. */
const longestText = 1000;

const unusable = (cell: Cell): Wrong | undefined => {
  if (cell.formula) return wrong('formula');
  if (cell.kind === 'error') return wrong('cell-error');
  return cell.text.length > longestText ? wrong('too-long') : undefined;
};

/** Reads the fields of one row and keeps what was wrong with them. */
export interface RowReader {
  readonly problems: readonly SheetProblem[];
  has(field: FieldName): boolean;
  /** The field's value; undefined where the cell is blank or wrong, which is then among the problems, as is a blank where one is required. */
  read<T>(field: FieldName, reader: (cell: Cell) => Reading<T>): T | undefined;
  report(field: FieldName, code: ReasonCode, more?: Pick<ProblemPlace, 'candidates' | 'details'>): void;
}

export const rowReader = (line: Line, header: Header): RowReader => {
  const problems: SheetProblem[] = [];
  const report: RowReader['report'] = (field, code, more = {}) => {
    problems.push(problem(code, { row: line.row, column: header.fields.get(field)?.column, field, ...more }));
  };
  return {
    problems,
    report,
    has: field => line.cells.has(field),
    read: (field, reader) => {
      const cell = line.cells.get(field);
      if (!cell) {
        if (columnOf(field).required && header.fields.has(field)) report(field, 'missing');
        return undefined;
      }
      const reading = unusable(cell) ?? reader(cell);
      if (!isWrong(reading)) return reading.value;
      report(field, reading.wrong, reading.candidates ? { candidates: reading.candidates } : {});
      return undefined;
    },
  };
};
