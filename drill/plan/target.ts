import { luhnValid } from '../../shared/domain/check-digits.ts';
import type { BankCast } from '../scenario/cast.ts';

export interface Target {
  readonly type: 'card' | 'account';
  readonly number: string;
}

const withCheckDigit = (digits: string): string => {
  const digit = [...'0123456789'].find(each => luhnValid(`${digits}${each}`));
  return `${digits}${digit ?? '0'}`;
};

/** An account nobody else in this run has, and no other run is likely to. */
export const freshTarget = (bank: BankCast, run: string, n: number, wish: Target['type'] | undefined): Target => {
  const tail = `${run}${String(n).padStart(5, '0')}`;
  const digits = `${bank.cardPrefix ?? ''}${tail}`;
  if (wish !== 'account' && bank.cardPrefix && digits.length < 19)
    return { type: 'card', number: withCheckDigit(digits) };
  return { type: 'account', number: `9${tail}` };
};
