import { Fault } from '../../domain/fault.ts';
import type { Grid } from '../grid.ts';
import { readSharedStrings } from './shared-strings.ts';
import { readStyles } from './styles.ts';
import { readWorkbook } from './workbook.ts';
import { readWorksheet } from './worksheet.ts';
import { openZip } from './zip.ts';

/** A worksheet that is read when asked for. */
export interface OpenSheet {
  readonly name: string;
  readonly hidden: boolean;
  read(): Promise<Grid>;
}

/**
 * The worksheets of a workbook. Values alone would not do here: a formula, an error, a merged or a hidden cell must be told from a typed one,
 * and nothing may be unpacked past the limit, which is why the parts are read by hand.
 * @throws Fault invalid, as `openZip` and `readWorkbook`
 */
export const openXlsx = async (bytes: Uint8Array<ArrayBuffer>): Promise<OpenSheet[]> => {
  const archive = openZip(bytes);
  const workbook = await readWorkbook(archive);
  const part = async (path: string | undefined): Promise<string> => {
    const text = path === undefined ? '' : await archive.read(path);
    if (text === undefined) throw new Fault('invalid', 'damaged');
    return text;
  };
  const strings = readSharedStrings(await part(workbook.sharedStrings));
  const styles = readStyles(await part(workbook.styles));
  return workbook.sheets.map(({ name, hidden, path }) => ({
    name,
    hidden,
    read: async () => readWorksheet(await part(path), { strings, styles, date1904: workbook.date1904 }),
  }));
};
