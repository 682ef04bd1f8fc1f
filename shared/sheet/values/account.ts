import { luhnValid } from '../../domain/check-digits.ts';
import type { Cell } from '../grid.ts';
import { isWrong, type Reading, wrong } from './reading.ts';
import { plain, readDigits } from './text.ts';

export type Declared = 'card' | 'account' | undefined;

/** What the column 账户类型 says; 个人 and 对私 say nothing, for a person has both. */
export const readTargetType = (cell: Cell): Reading<Declared> => {
  const text = plain(cell.text).replace(/\s/g, '');
  if (/^(银行|借记|储蓄|信用|贷记)?卡(号|片|账户)?$|^card$/i.test(text)) return { value: 'card' };
  if (
    /^(银行|结算|对公|单位|公司|企业|内部|存折|支付)?(账户|账号|帐户|帐号)$|^(对公|公户|存折|02|account)$/i.test(text)
  )
    return { value: 'account' };
  return /^(个人|对私|私户|个人账户|01)?$/.test(text) ? { value: undefined } : wrong('account-type');
};

const cardLength = /^\d{15,19}$/;

/** A card or account number. Undeclared digits as long as a card's must pass its check digit: a mistyped card must not pass for an account. */
export const readTargetNumber = (
  cell: Cell,
  declared: Declared,
): Reading<{ type: 'card' | 'account'; number: string }> => {
  const reading = readDigits(cell);
  if (isWrong(reading)) return reading;
  const number = reading.value;
  if (!/^[\dA-Z_]{6,40}$/.test(number) || !/\d{4}/.test(number)) return wrong('not-an-account');
  if (declared === 'account') return { value: { type: 'account', number } };
  if (cardLength.test(number)) {
    if (luhnValid(number)) return { value: { type: 'card', number } };
    if (declared === 'card') return wrong('card-check-digit');
    return number.length === 15 ? { value: { type: 'account', number } } : wrong('maybe-typo');
  }
  return declared === 'card' ? wrong('card-length') : { value: { type: 'account', number } };
};

/** The victim's own account: kept as given, its check digit is the bank's to judge. */
export const readFromAccount = (cell: Cell): Reading<string> => {
  const reading = readDigits(cell);
  return isWrong(reading) || /^[\dA-Z_]{6,40}$/.test(reading.value) ? reading : wrong('not-an-account');
};
