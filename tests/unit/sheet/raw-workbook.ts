import { strToU8, type Zippable, zipSync } from 'fflate';

const xml = (body: string): Uint8Array => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`);
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
const relations = (body: string) =>
  xml(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${body}</Relationships>`);

export interface RawSheet {
  readonly name: string;
  /** Inside `worksheet`. */
  readonly xml: string;
  readonly state?: 'hidden' | 'veryHidden';
}

export interface RawWorkbook {
  readonly sheets: readonly RawSheet[];
  readonly strings?: string;
  /** Number formats by their code, as cell styles 1, 2, 3 … */
  readonly formats?: readonly string[];
  readonly date1904?: boolean;
  readonly contentTypes?: string;
  readonly more?: Zippable;
}

/** The parts of a workbook as spreadsheet programs write them, for what a writing library can't be asked for. */
export const rawParts = (book: RawWorkbook): Zippable => {
  const { sheets, strings = '', formats = [], date1904 = false, contentTypes = '', more = {} } = book;
  const quoted = (code: string) => code.replaceAll('"', '&quot;');
  return {
    '[Content_Types].xml': xml(
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${contentTypes}</Types>`,
    ),
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': xml(
      `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheets
        .map(
          ({ name, state }, n) =>
            `<sheet name="${name}" sheetId="${n + 1}"${state ? ` state="${state}"` : ''} r:id="rId${n + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': relations(
      sheets.map((_, n) => relation(`rId${n + 1}`, 'worksheet', `worksheets/sheet${n + 1}.xml`)).join('') +
        relation('rIdS', 'sharedStrings', '/xl/sharedStrings.xml') +
        relation('rIdT', 'styles', 'styles.xml'),
    ),
    'xl/sharedStrings.xml': xml(`<sst xmlns="${main}">${strings}</sst>`),
    'xl/styles.xml': xml(
      `<styleSheet xmlns="${main}"><numFmts>${formats
        .map((code, n) => `<numFmt numFmtId="${164 + n}" formatCode="${quoted(code)}"/>`)
        .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats
        .map((_, n) => `<xf numFmtId="${164 + n}"/>`)
        .join('')}</cellXfs></styleSheet>`,
    ),
    ...Object.fromEntries(
      sheets.map((sheet, n) => [
        `xl/worksheets/sheet${n + 1}.xml`,
        xml(`<worksheet xmlns="${main}">${sheet.xml}</worksheet>`),
      ]),
    ),
    ...more,
  };
};

export const rawWorkbook = (book: RawWorkbook): Uint8Array<ArrayBuffer> => new Uint8Array(zipSync(rawParts(book)));

/** A cell with inline text. */
export const inline = (address: string, value: string): string =>
  `<c r="${address}" t="inlineStr"><is><t>${value}</t></is></c>`;

/** A row of inline texts from column A; a value that begins with `<` is taken as the cell itself. */
export const rowOf = (row: number, values: readonly string[], attributes = ''): string =>
  `<row r="${row}"${attributes}>${values
    .map((value, n) => (value.startsWith('<') ? value : value && inline(`${String.fromCharCode(65 + n)}${row}`, value)))
    .join('')}</row>`;

export const sheetOf = (...rows: readonly string[]): string => `<sheetData>${rows.join('')}</sheetData>`;
