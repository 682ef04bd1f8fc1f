import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../shared/sheet/grid.ts';
import { readTargetNumber, readTargetType } from '../../../shared/sheet/values/account.ts';
import { card, mistyped, number, text } from './samples.ts';

const read = (cell: Cell, type = '') => {
  const declared = readTargetType(text(type));
  return 'wrong' in declared ? declared : readTargetNumber(cell, declared.value);
};

const cards = fc
  .tuple(fc.integer({ min: 15, max: 19 }), fc.bigInt({ min: 10n ** 10n, max: 10n ** 13n }))
  .map(([length, start]) => card(String(start), length));

describe('an account to stop', () => {
  it('is a card when it has a card’s length and check digit, however its digits are grouped', () => {
    fc.assert(
      fc.property(cards, digits => {
        const groups = digits.replace(/(.{4})(?=.)/g, '$1 ');
        const writings = [
          digits,
          groups,
          groups.replaceAll(' ', '-'),
          `'${digits}`,
          `\u202d${digits}\u202c`,
          ` ${digits}\t`,
        ];
        const wide = digits.replace(/\d/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
        for (const writing of [...writings, wide]) {
          expect(read(text(writing))).toEqual({ value: { type: 'card', number: digits } });
        }
      }),
    );
  });

  it('with one digit mistyped is never taken, unless it is declared an account', () => {
    const sixteenUp = cards.filter(digits => digits.length > 15);
    fc.assert(
      fc.property(sixteenUp, fc.nat(), fc.integer({ min: 1, max: 9 }), (digits, place, shift) => {
        const at = place % digits.length;
        const changed = digits.slice(0, at) + ((Number(digits[at]) + shift) % 10) + digits.slice(at + 1);
        fc.pre(!/0{3}$/.test(changed));
        expect(read(text(changed))).toEqual({ wrong: 'maybe-typo' });
        expect(read(text(changed), '银行卡')).toEqual({ wrong: 'card-check-digit' });
        expect(read(text(changed), '对公账户')).toEqual({ value: { type: 'account', number: changed } });
      }),
    );
  });

  it.each([
    ['37150120000011223', '对公', { value: { type: 'account', number: '37150120000011223' } }],
    ['801020100421', '', { value: { type: 'account', number: '801020100421' } }],
    ['8010201-004217', '', { value: { type: 'account', number: '8010201004217' } }],
    ['NRA801020100421', '', { value: { type: 'account', number: 'NRA801020100421' } }],
    ['801020100421', '卡', { wrong: 'card-length' }],
    ['12345', '', { wrong: 'not-an-account' }],
    ['支付宝', '', { wrong: 'not-an-account' }],
    ['6222021234567890128(李四)', '', { wrong: 'not-an-account' }],
    ['622202123456789,6217001234567', '', { wrong: 'several-values' }],
    ['6222021234567890、6217001234567890', '', { wrong: 'several-values' }],
    ['6222021234567890\n6217001234567890', '', { wrong: 'several-values' }],
    ['622202123456789 621700123456789', '', { wrong: 'several-values' }],
    ['6.22202E+18', '', { wrong: 'digits-lost' }],
    ['6222021234567890000', '', { wrong: 'digits-lost' }],
    ['801020100421', '钱包', { wrong: 'account-type' }],
  ])('%j declared %j gives %j', (written, type, reading) => {
    expect(read(text(written), type)).toEqual(reading);
  });

  it('stored as a number is read while a spreadsheet holds all its digits, and refused from the sixteenth on', () => {
    expect(read(number('801020100421'))).toEqual({ value: { type: 'account', number: '801020100421' } });
    expect(read(number('123456789012345'))).toEqual({ value: { type: 'account', number: '123456789012345' } });
    expect(read(number('1234567890123450'))).toEqual({ wrong: 'digits-lost' });
    expect(read(number('6.2220212345678897E+18'))).toEqual({ wrong: 'digits-lost' });
    expect(read(number('6222021234567889700'), '对公')).toEqual({ wrong: 'digits-lost' });
  });

  it('has its last digit looked at', () => {
    expect(mistyped(card('622202'))).not.toBe(card('622202'));
    expect(read(text(mistyped(card('622202', 16))))).toEqual({ wrong: 'maybe-typo' });
  });
});
