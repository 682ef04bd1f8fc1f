import { residentIdValid } from '../../domain/check-digits.ts';
import type { Cell } from '../grid.ts';
import type { IdType } from '../row.ts';
import { isWrong, type Reading, wrong } from './reading.ts';
import { plain, readDigits, readText } from './text.ts';

/** A person's or a firm's name; blanks that only align Chinese characters (`张　三`) are dropped. */
export const readName = (cell: Cell): Reading<string> => {
  if (cell.kind !== 'text') return wrong('not-a-name');
  const name = plain(cell.text).replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '');
  if (name.length > 100) return wrong('too-long');
  return /\p{L}/u.test(name) && !/\d{6}/.test(name) ? { value: name } : wrong('not-a-name');
};

const documents: readonly (readonly [RegExp, IdType])[] = [
  [/^临时(居民)?身份证/, '08'],
  [/^(居民|二代)?身份证/, '01'],
  [/^户口/, '02'],
  [/护照/, '03'],
  [/^军官/, '04'],
  [/^士兵/, '05'],
  [/港澳/, '06'],
  [/台湾|台胞/, '07'],
  [/外国人|永久居留/, '09'],
  [/警官/, '10'],
  [/统一社会信用|营业执照/, '11'],
  [/^其他/, '99'],
];

/** By the document's name or by its code in the contract's table. */
export const readIdType = (cell: Cell): Reading<IdType> => {
  const text = plain(cell.text).replace(/\s/g, '');
  const type = documents.find(([name, code]) => code === text || name.test(text))?.[1];
  return type ? { value: type } : wrong('id-type');
};

/** Without a type, only a resident id is recognised. */
export const readIdNumber = (
  cell: Cell,
  type: IdType | undefined,
  now: number,
): Reading<{ idType: IdType; idNumber: string }> => {
  const reading = readDigits(cell);
  if (isWrong(reading)) return reading;
  const idType = type ?? '01';
  const idNumber = reading.value;
  if (idType === '01' || idType === '08') {
    return residentIdValid(idNumber, now) ? { value: { idType, idNumber } } : wrong('id-invalid');
  }
  return /^[\dA-Z]{4,30}$/.test(idNumber) ? { value: { idType, idNumber } } : wrong('id-number');
};

/** A mobile or landline number of the mainland, with or without area code, or another country's with its `+`. */
export const readPhone = (cell: Cell): Reading<string> => {
  const reading = readText(cell);
  if (isWrong(reading)) return reading;
  const phone = reading.value.replace(/[\s()-]/g, '').replace(/^(\+|00)?86(?=1\d{10}$|0)/, '');
  if (/^1[3-9]\d{9}$|^0\d{9,11}$|^\d{7,8}$|^\+\d{7,15}$/.test(phone)) return { value: phone };
  return wrong(/\d{7,}\D+\d{7,}/.test(reading.value) ? 'several-values' : 'not-a-phone');
};
