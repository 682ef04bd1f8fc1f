/** One filled cell. `text` is what the file holds: a number's own digits, a date's serial number, an error's code. */
export interface Cell {
  readonly kind: 'text' | 'number' | 'date' | 'boolean' | 'error';
  readonly text: string;
  /** The cell's value is the remembered result of a formula. */
  readonly formula?: true;
  /** A date whose number format shows the time of day, so that a whole number is midnight and not a day. */
  readonly clock?: true;
}

export interface GridRow {
  /** As the spreadsheet shows it, from 1. */
  readonly number: number;
  /** By column, from 0; blank cells are absent. */
  readonly cells: readonly (Cell | undefined)[];
  readonly hidden?: true;
}

/** Rows (numbers) and columns (from 0), both ends included. */
export interface Merge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** One worksheet, or a text file as if it were one: its filled rows only, in order. */
export interface Grid {
  readonly rows: readonly GridRow[];
  readonly merges: readonly Merge[];
  readonly date1904: boolean;
}

/** `(7, 3)` → `D7`. */
export const cellName = (row: number, column: number): string => {
  let letters = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return `${letters}${row}`;
};

/** `D7` → row 7, column 3; undefined where it isn't an address. */
export const cellPlace = (name: string): { row: number; column: number } | undefined => {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(name) ?? [];
  if (!letters || !digits) return undefined;
  const column = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits), column };
};
