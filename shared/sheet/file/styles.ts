import { attribute, walkXml } from './xml.ts';

/** What a number format makes of a number: a plain number, a day, or something that shows the time of day. */
export type Shown = 'number' | 'day' | 'clock';

/** Built-in formats (ECMA-376 18.8.30), with those of the Chinese locale. */
const builtIn = (id: number): Shown => {
  if ([14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].includes(id)) return 'day';
  if ([18, 19, 20, 21, 22, 32, 33, 34, 35, 45, 46, 47, 55, 56].includes(id)) return 'clock';
  return 'number';
};

/** Reads a format code such as `yyyy"年"m"月"d"日" h:mm`, by its letters outside quotes, escapes and brackets. */
const shownBy = (code: string): Shown => {
  const letters = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(h+|m+|s+)\]/gi, '$1')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general|g\/通用格式/gi, '')
    .replace(/e[+-]/gi, '');
  if (/[hs]/i.test(letters)) return 'clock';
  return /[ymd]/i.test(letters) ? 'day' : 'number';
};

/** What each cell style shows, by its index. */
export const readStyles = (xml: string): Shown[] => {
  const codes = new Map<number, string>();
  const styles: Shown[] = [];
  let inCellStyles = false;
  walkXml(xml, {
    open: (name, attributes) => {
      if (name === 'cellXfs') inCellStyles = true;
      else if (name === 'numFmt') {
        codes.set(Number(attribute(attributes, 'numFmtId')), (attribute(attributes, 'formatCode') ?? '').slice(0, 255));
      } else if (name === 'xf' && inCellStyles) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0);
        const code = codes.get(id);
        styles.push(code === undefined ? builtIn(id) : shownBy(code));
      }
    },
    close: name => {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  return styles;
};
