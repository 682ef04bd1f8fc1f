import { Fault } from '../../domain/fault.ts';
import { type Cell, cellPlace, type Grid, type GridRow, type Merge } from '../grid.ts';
import { limits } from '../limits.ts';
import type { Shown } from './styles.ts';
import { unescapeText } from './unescape-text.ts';
import { attribute, walkXml } from './xml.ts';

export interface SheetParts {
  readonly strings: readonly string[];
  readonly styles: readonly Shown[];
  readonly date1904: boolean;
}

interface RawCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  value: string;
  inline: string;
  formula: boolean;
}

const cellOf = (raw: RawCell, { strings, styles }: SheetParts): Cell | undefined => {
  const formula = raw.formula ? { formula: true as const } : {};
  const filled = (kind: Cell['kind'], text: string | undefined): Cell | undefined =>
    text?.trim() || raw.formula ? { kind, text: text ?? '', ...formula } : undefined;
  switch (raw.type) {
    case 's':
      if (raw.value && strings[Number(raw.value)] === undefined) return { kind: 'error', text: raw.value };
      return filled('text', strings[Number(raw.value)]);
    case 'inlineStr':
      return filled('text', unescapeText(raw.inline));
    case 'str':
      return filled('text', unescapeText(raw.value));
    case 'd':
      return filled('text', raw.value);
    case 'b':
      return filled('boolean', raw.value === '1' ? 'TRUE' : 'FALSE');
    case 'e':
      return filled('error', raw.value);
    default: {
      const shown = styles[raw.style] ?? 'number';
      const cell = filled(shown === 'number' ? 'number' : 'date', raw.value);
      return cell && shown === 'clock' ? { ...cell, clock: true } : cell;
    }
  }
};

const mergeOf = (range: string): Merge | undefined => {
  const [from, to] = range.split(':').map(cellPlace);
  return from && to ? { top: from.row, bottom: to.row, left: from.column, right: to.column } : undefined;
};

/**
 * The filled cells of one worksheet. Rows are kept by number, so a cell in the millionth row costs no more than one in the first.
 * @throws Fault invalid/too-many-rows, invalid/damaged
 */
export const readWorksheet = (xml: string, parts: SheetParts): Grid => {
  const rows: GridRow[] = [];
  const merges: Merge[] = [];
  let row = 0;
  let cells: (Cell | undefined)[] = [];
  let hidden = false;
  let column = -1;
  let raw: RawCell | undefined;
  let part = '';

  const openCell = (attributes: string): RawCell => {
    const address = attribute(attributes, 'r');
    const place = address === undefined ? undefined : cellPlace(address);
    if (address !== undefined && !place) throw new Fault('invalid', 'damaged');
    column = place?.column ?? column + 1;
    const style = Number(attribute(attributes, 's') ?? 0);
    return { column, type: attribute(attributes, 't') ?? 'n', style, value: '', inline: '', formula: false };
  };

  walkXml(xml, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = Number(attribute(attributes, 'r') ?? row + 1);
        if (!Number.isSafeInteger(row)) throw new Fault('invalid', 'damaged');
        hidden = /^(1|true)$/.test(attribute(attributes, 'hidden') ?? '');
        cells = [];
        column = -1;
      } else if (name === 'c') raw = openCell(attributes);
      else if (name === 'mergeCell') {
        const merge = mergeOf(attribute(attributes, 'ref') ?? '');
        if (merge && merges.length < limits.merges) merges.push(merge);
      } else if (name === 'v' || name === 't' || name === 'rPh') part = part === 'rPh' ? part : name;
      else if (name === 'f' && raw) raw.formula = true;
    },
    text: text => {
      if (raw && part === 'v') raw.value += text;
      else if (raw && part === 't') raw.inline += text;
    },
    close: name => {
      if (name === 'rPh' || (name === part && part !== 'rPh')) part = '';
      else if (name === 'c' && raw) {
        const cell = cellOf(raw, parts);
        if (cell && raw.column < limits.columns) cells[raw.column] = cell;
        raw = undefined;
      } else if (name === 'row' && cells.length > 0) {
        if (rows.length >= limits.rows + limits.otherRows) throw new Fault('invalid', 'too-many-rows');
        rows.push(hidden ? { number: row, cells, hidden: true } : { number: row, cells });
      }
    },
  });
  return { rows, merges, date1904: parts.date1904 };
};
