import type { Cell } from '../grid.ts';
import { parseDecimal, significantDigits, wholeNumber } from './decimal.ts';
import { type Reading, wrong } from './reading.ts';

// Marks of direction and width that come with copied text, and control characters; line breaks and tabs become spaces.
const invisible = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\p{Cs}]|[^\P{Cc}\t\n\r]/gu;

const ordinary = /^[!-&(-_a-~]*$/;

/** Full-width letters and digits made ordinary, invisible characters and a leading apostrophe gone, blanks joined. */
export const plain = (text: string): string =>
  ordinary.test(text)
    ? text
    : text
        .normalize('NFKC')
        .replace(invisible, '')
        .replace(/^\s*['‘’`]/, '')
        .replace(/\s+/g, ' ')
        .trim();

/** Text of a cell that is not a date; a number gives its digits, so long as a spreadsheet could hold them all. */
export const readText = (cell: Cell): Reading<string> => {
  if (cell.kind === 'date') return wrong('is-date');
  if (cell.kind !== 'number') return { value: plain(cell.text) };
  const decimal = parseDecimal(cell.text);
  const whole = decimal && wholeNumber(decimal);
  if (whole === undefined) return { value: cell.text };
  const digits = whole.toString();
  return digits.replace('-', '').length > significantDigits ? wrong('digits-lost') : { value: digits };
};

export const readLine = (cell: Cell, most: number): Reading<string> => {
  const reading = readText(cell);
  return 'value' in reading && reading.value.length > most ? wrong('too-long') : reading;
};

/** `6.22202E+18`: a number that went through a numeric cell before it became text. */
const shortened = /^\d\.\d+e\+\d+$/i;

/** The same in full length: nothing but zeros after the fifteenth digit. */
const zeroed = /^\d{15}0{3,}$/;

const separators = /[\s\p{Pd}]/gu;

/** A list mark, a line break, or a blank between two numbers that are each long enough alone. */
const several = (raw: string, text: string): boolean =>
  /\S\s*[\r\n]\s*\S/.test(raw) ||
  /\d\s*[,;、/|]\s*\d/.test(text) ||
  text.split(' ').filter(group => /\d{10}/.test(group)).length > 1;

/** Digits (and letters) of a number that people write in groups. Several numbers in one cell, joined, would look like one. */
export const readDigits = (cell: Cell): Reading<string> => {
  const reading = readText(cell);
  if ('wrong' in reading) return reading;
  if (several(cell.text, reading.value)) return wrong('several-values');
  const digits = reading.value.replace(separators, '').toUpperCase();
  return shortened.test(reading.value) || zeroed.test(digits) ? wrong('digits-lost') : { value: digits };
};

/** The number police give an incident, in the contract's form. */
export const readIncidentNumber = (cell: Cell): Reading<string> => {
  const reading = readText(cell);
  if ('wrong' in reading) return reading;
  const value = reading.value.replace(/\s/g, '').replace(/\p{Pd}/gu, '-');
  if (shortened.test(value)) return wrong('digits-lost');
  return /^[A-Za-z0-9-]{6,40}$/.test(value) ? { value } : wrong('incident-number');
};

/** A reference number, 2 to 64 characters without blanks: letters, digits, Chinese and brackets (`青公(刑)受字[2026]12号`). */
export const readReference = (cell: Cell): Reading<string> => {
  const reading = readText(cell);
  if ('wrong' in reading) return reading;
  const value = reading.value.replace(/\s/g, '');
  if (shortened.test(value)) return wrong('digits-lost');
  return /^[\p{L}\p{N}()[\]〔〕_./#:-]{2,64}$/u.test(value) ? { value } : wrong('not-a-reference');
};
