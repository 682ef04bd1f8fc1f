import { cellName } from './grid.ts';
import { present } from './present.ts';
import { type ReasonCode, reasonText } from './reasons.ts';
import type { SheetProblem } from './row.ts';
import type { FieldName } from './table/columns.ts';

export interface ProblemPlace {
  readonly row?: number | undefined;
  readonly column?: number | undefined;
  readonly field?: FieldName | undefined;
  readonly candidates?: SheetProblem['candidates'] | undefined;
  /** What the reason's text has room for. */
  readonly details?: Readonly<Record<string, string | number>>;
}

const nearBanks = (candidates: SheetProblem['candidates'] = []): string =>
  candidates.length > 0 ? `: ${candidates.map(({ code, name }) => `${name} ${code}`).join(' / ')}` : '';

/** A problem with its reason in words; banks that may be meant are public and named in it. */
export const problem = (code: ReasonCode, place: ProblemPlace = {}): SheetProblem => {
  const { row, column, field, candidates, details } = place;
  return {
    code,
    reason: reasonText(code, { near: nearBanks(candidates), ...details }),
    ...present({
      row,
      cell: row !== undefined && column !== undefined ? cellName(row, column) : undefined,
      field,
      candidates: candidates?.map(({ code, name }) => ({ code, name })),
    }),
  };
};
