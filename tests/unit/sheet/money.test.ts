import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerUnit, readAmount } from '../../../shared/sheet/values/money.ts';
import { number, text } from './samples.ts';

const inYuan = 100n;
const amount = (value: string) => readAmount(text(value), inYuan);

const anyFen = fc.oneof(fc.integer({ min: 1, max: 10 ** 13 }), fc.integer({ min: 1, max: 10_000_000 }));
const decimals = (fen: number, places: number): string => {
  const digits = String(fen).padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
};
const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
const fullWidth = (ascii: string): string =>
  ascii.replace(/[!-~]/g, c => String.fromCharCode(c.charCodeAt(0) + 0xfee0));

describe('an amount of money', () => {
  it('comes back to the fen from every way of writing it', () => {
    fc.assert(
      fc.property(anyFen, fen => {
        const [yuan = '', cents = ''] = decimals(fen, 2).split('.');
        const writings = [
          `${yuan}.${cents}`,
          `${yuan}.${cents}元`,
          `￥${grouped(yuan)}.${cents}`,
          `人民币 ${grouped(yuan)}.${cents} 元整`,
          fullWidth(`${yuan}.${cents}`),
          `${decimals(fen, 6)}万`,
          `${decimals(fen, 6)}万元`,
          `${decimals(fen, 10)}亿`,
          ` '${yuan}.${cents}\u00a0`,
        ];
        for (const writing of writings) expect(amount(writing)).toEqual({ value: fen });
      }),
    );
  });

  it('comes back to the fen from a number cell, whatever noise the binary fraction adds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 12 }), fen => {
        const stored = [String(fen / 100), (fen / 100).toPrecision(17), (fen / 100).toExponential(16)];
        for (const each of stored) expect(readAmount(number(each), inYuan)).toEqual({ value: fen });
      }),
    );
  });

  it.each([
    ['5万', 5_000_000],
    ['1.2万元', 1_200_000],
    ['￥50,000.00', 5_000_000],
    ['¥50，000.00', 5_000_000],
    ['50000元', 5_000_000],
    ['５０，０００．５０', 5_000_050],
    ['5w', 5_000_000],
    ['1万2千5百元', 1_250_000],
    ['3亿2000万', 32_000_000_000],
    ['1万2000元', 1_200_000],
    ['RMB 300', 30_000],
    ['0.01', 1],
  ])('reads %s', (written, fen) => {
    expect(amount(written)).toEqual({ value: fen });
  });

  it.each([
    ['0', 'not-positive'],
    ['-500', 'not-positive'],
    ['0.001', 'fraction-of-fen'],
    ['1.2345678万', 'fraction-of-fen'],
    ['5万3', 'ambiguous-amount'],
    ['约5万', 'not-an-amount'],
    ['5-6万', 'not-an-amount'],
    ['50,00', 'not-an-amount'],
    ['5,0000', 'not-an-amount'],
    ['1万5亿', 'not-an-amount'],
    ['伍万元整', 'not-an-amount'],
    ['五万', 'not-an-amount'],
    ['$500', 'foreign-currency'],
    ['500美元', 'foreign-currency'],
    ['1e400', 'not-an-amount'],
    ['9'.repeat(60), 'not-an-amount'],
    ['1000亿零', 'not-an-amount'],
    ['1001亿', 'amount-too-large'],
  ])('refuses %s as %s', (written, code) => {
    expect(amount(written)).toEqual({ wrong: code });
  });

  it('is counted in the unit that the header names, unless the cell names its own', () => {
    const unit = headerUnit('转账金额（万元）');
    expect(readAmount(number('5'), unit)).toEqual({ value: 5_000_000 });
    expect(readAmount(text('1.25'), unit)).toEqual({ value: 1_250_000 });
    expect(readAmount(text('5万'), unit)).toEqual({ value: 5_000_000 });
    expect(readAmount(text('50000元'), unit)).toEqual({ value: 5_000_000 });
  });

  it.each([
    ['金额', 100n],
    ['金额(元)', 100n],
    ['金额（万元）', 1_000_000n],
    ['金额 (单位：万)', 1_000_000n],
    ['交易金额(分)', 1n],
  ])('under the header %s counts in units of %s fen', (header, unit) => {
    expect(headerUnit(header)).toBe(unit);
  });
});
