import { stripVTControlCharacters } from 'node:util';

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303F\uFE30-\uFE4F\uFF01-\uFF60\uFFE0-\uFFE6]/u;
const unseen = /[\p{Mn}\p{Me}\p{Cf}]/u;

const cellsOf = (letter: string): number => {
  if (unseen.test(letter)) return 0;
  return wide.test(letter) ? 2 : 1;
};

/** Columns that a text takes in a terminal: two for a Chinese character, none for colours and combining marks. */
export const width = (text: string): number =>
  Array.from(stripVTControlCharacters(text)).reduce((sum, letter) => sum + cellsOf(letter), 0);

export const padded = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - width(text)));
