import { unescapeText } from './unescape-text.ts';
import { walkXml } from './xml.ts';

/** The workbook's list of texts; runs of rich text are joined, readings (phonetic runs) left out. */
export const readSharedStrings = (xml: string): string[] => {
  const strings: string[] = [];
  let current = '';
  let reading = false;
  let inText = false;
  walkXml(xml, {
    open: name => {
      if (name === 'si') current = '';
      else if (name === 'rPh') reading = true;
      else if (name === 't') inText = true;
    },
    text: text => {
      if (inText && !reading) current += text;
    },
    close: name => {
      if (name === 'si') strings.push(unescapeText(current));
      else if (name === 'rPh') reading = false;
      else if (name === 't') inText = false;
    },
  });
  return strings;
};
