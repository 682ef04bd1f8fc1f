import { basename } from 'node:path';
import * as z from 'zod';
import { Fault, isFault } from '../../shared/domain/fault.ts';
import { decodeText } from '../../shared/sheet/file/decode-text.ts';
import { fileKind } from '../../shared/sheet/file/file-kind.ts';
import { openXlsx } from '../../shared/sheet/file/open-xlsx.ts';
import { readCsv } from '../../shared/sheet/file/read-csv.ts';
import { type Cell, cellName, type Grid, type GridRow } from '../../shared/sheet/grid.ts';
import { isReasonCode, type ReasonCode, reasons } from '../../shared/sheet/reasons.ts';
import { readFromAccount } from '../../shared/sheet/values/account.ts';
import { instantOf, readWall } from '../../shared/sheet/values/instant.ts';
import { headerUnit, readAmount } from '../../shared/sheet/values/money.ts';
import { readName } from '../../shared/sheet/values/person.ts';
import { isWrong, type Reading, wrong } from '../../shared/sheet/values/reading.ts';
import { plain, readReference } from '../../shared/sheet/values/text.ts';
import { zoneOf } from '../../shared/sheet/values/zone.ts';
import { given } from '../commands/options.ts';
import { bytesOf, parsedFrom } from './file.ts';
import type { Moment } from './instant.ts';

/** Headers of a table of onward transfers, by the field each stands for. */
const heads = {
  amount: /^(转出|交易|转账)?金额|^amount/i,
  at: /时间|^at$/i,
  serial: /流水|凭证|^serial/i,
  account: /(账|帐|卡)(号|户)$|(账|帐|卡)号|^account/i,
  holder: /户名|收款人|姓名|^holder/i,
  bank: /行$|银行|机构|^bank/i,
} as const;
type Field = keyof typeof heads;
const fields = Object.keys(heads).filter((name): name is Field => Object.hasOwn(heads, name));

interface Header {
  readonly row: number;
  readonly columns: ReadonlyMap<Field, { readonly column: number; readonly label: string }>;
}

const headerAt = ({ number, cells }: GridRow): Header => {
  const columns = new Map<Field, { column: number; label: string }>();
  for (const [column, cell] of cells.entries()) {
    const label = plain(cell?.text ?? '').replace(/\s/g, '');
    const field = fields.find(each => !columns.has(each) && heads[each].test(label.replace(/[([].*$/, '')));
    if (field && label) columns.set(field, { column, label });
  }
  return { row: number, columns };
};

const findHeader = ({ rows }: Grid): Header | undefined =>
  rows
    .slice(0, 20)
    .map(headerAt)
    .find(({ columns }) => columns.has('amount') && columns.has('at'));

/** @throws Fault invalid, with a code of the spreadsheet's reasons */
const openGrid = async (file: string): Promise<Grid> => {
  const bytes = bytesOf(file);
  if (fileKind(bytes, basename(file)) === 'text')
    return readCsv(decodeText(bytes), grid => findHeader(grid)?.columns.size ?? 0);
  const [first] = (await openXlsx(bytes)).filter(({ hidden }) => !hidden);
  if (!first) throw new Fault('invalid', 'no-header');
  return first.read();
};

const readAt = (cell: Cell, grid: Grid, { zone, now }: Moment): Reading<number> => {
  const wall = readWall(cell, grid.date1904);
  return isWrong(wall) ? wall : instantOf(wall.value, zoneOf(zone), now);
};

const readRows = (grid: Grid, header: Header, moment: Moment): { transfers: object[]; problems: string[] } => {
  const problems: string[] = [];
  const transfers: object[] = [];
  const unit = headerUnit(header.columns.get('amount')?.label ?? '');
  for (const row of grid.rows.filter(({ number }) => number > header.row)) {
    const read = <T>(field: Field, reader: (cell: Cell) => Reading<T>, required = false): T | undefined => {
      const column = header.columns.get(field)?.column ?? 0;
      const cell = header.columns.has(field) ? row.cells[column] : undefined;
      const reading = cell ? reader(cell) : required ? wrong('missing') : undefined;
      if (reading && !isWrong(reading)) return reading.value;
      if (reading) problems.push(`${cellName(row.number, column)} ${words(reading.wrong)}`);
      return undefined;
    };
    const account = read('account', readFromAccount);
    const bank = read('bank', cell => ({ value: plain(cell.text) }));
    const named = bank !== undefined && /^[A-Z0-9]{3,14}$/.test(bank) ? { bank } : { bankName: bank };
    const at = read('at', cell => readAt(cell, grid, moment), true);
    transfers.push(
      given({
        amount: read('amount', cell => readAmount(cell, unit), true),
        at: at === undefined ? undefined : new Date(at).toISOString(),
        serial: read('serial', readReference),
        to: account === undefined ? undefined : given({ account, holder: read('holder', readName), ...named }),
      }),
    );
  }
  return { transfers, problems };
};

const words = (code: ReasonCode): string => reasons[code].zh;

const Json = z.union([
  z.array(z.unknown()),
  z.object({ onwardTransfers: z.array(z.unknown()) }).transform(each => each.onwardTransfers),
]);

/**
 * Onward transfers from a spreadsheet, in yuan and the county's time, or from JSON as the API takes them.
 * @throws Fault invalid/usage-file-content naming the cells
 */
export const readOnward = async (file: string, moment: Moment): Promise<unknown[]> => {
  if (/\.json$/i.test(file) || file === '-') return parsedFrom(file, Json);
  try {
    const grid = await openGrid(file);
    const header = findHeader(grid);
    if (!header) throw new Fault('invalid', 'no-header');
    const { transfers, problems } = readRows(grid, header, moment);
    if (problems.length > 0) throw new Fault('invalid', 'usage-file-content', { file, problems: problems.join('；') });
    return transfers;
  } catch (error) {
    if (!isFault(error) || !isReasonCode(error.code)) throw error;
    const problems = error.code === 'no-header' ? '没有找到表头（至少要有 金额、时间）' : words(error.code);
    throw new Fault('invalid', 'usage-file-content', { file, problems }, { cause: error });
  }
};
