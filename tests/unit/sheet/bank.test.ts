import { describe, expect, it } from 'vitest';
import { bankFinder } from '../../../shared/sheet/values/bank.ts';
import { banks, card } from './samples.ts';

const { find } = bankFinder(banks);
const codes = (reading: ReturnType<typeof find>) =>
  'wrong' in reading ? [reading.wrong, ...(reading.candidates ?? []).map(({ code }) => code)] : reading.value;

describe('the bank of an account', () => {
  it.each([
    ['ICBC', 'ICBC'],
    ['icbc', 'ICBC'],
    ['工行', 'ICBC'],
    ['中国工商银行', 'ICBC'],
    ['工商银行', 'ICBC'],
    ['工行青禾支行', 'ICBC'],
    ['中国工商银行股份有限公司青禾支行', 'ICBC'],
    ['中国工商银行股份有限公司', 'ICBC'],
    ['工商银行（青禾县支行）', 'ICBC'],
    ['工 商 银 行', 'ICBC'],
    ['工行储蓄卡', 'ICBC'],
    ['中国银行', 'BOC'],
    ['中国银行青禾支行营业部', 'BOC'],
    ['建行青禾新华路分理处', 'CCB'],
    ['青禾农商银行城关支行', 'QHRCB'],
    ['青禾农村商业银行股份有限公司城关支行', 'QHRCB'],
    ['农商行', 'QHRCB'],
    ['柳溪农商银行', 'LXRCB'],
  ])('is found by %s', (written, code) => {
    expect(find(written, undefined)).toEqual({ value: code });
  });

  it.each([
    '中国农业银行',
    '东山农商银行',
    '农业银行青禾支行',
    '中行银行',
    '中国银行业协会银行',
    '银行',
    '青禾支行',
    '某行',
  ])('is not guessed from %s', written => {
    expect(codes(find(written, undefined))[0]).toBe('bank-unknown');
  });

  it('that is unknown comes with the nearest names', () => {
    expect(codes(find('青禾农商村镇银行', undefined))).toEqual(['bank-unknown', 'QHRCB', expect.any(String)]);
    expect(codes(find('工商很行', undefined))).toContain('ICBC');
  });

  it('that two banks share a name for is ambiguous, unless the card tells which', () => {
    const shared = bankFinder([
      { code: 'QHRCB', name: '青禾农商银行', aliases: ['农商行'], cardPrefixes: ['623065'] },
      { code: 'LXRCB', name: '柳溪农商银行', aliases: ['农商行'], cardPrefixes: ['6230651'] },
    ]);
    expect(codes(shared.find('农商行', undefined))).toEqual(['bank-ambiguous', 'QHRCB', 'LXRCB']);
    expect(shared.find('农商行', card('6230651'))).toEqual({ value: 'LXRCB' });
    expect(shared.find('农商行', card('6230652'))).toEqual({ value: 'QHRCB' });
  });

  it('may be told by the card alone, the longest prefix first', () => {
    expect(find('', card('622202'))).toEqual({ value: 'ICBC' });
    expect(find('', card('6230651'))).toEqual({ value: 'LXRCB' });
    expect(find('', card('6230659'))).toEqual({ value: 'QHRCB' });
    expect(codes(find('', card('999000')))).toEqual(['bank-missing']);
    expect(codes(find('', undefined))).toEqual(['bank-missing']);
  });

  it('that contradicts the card’s prefix is not believed', () => {
    expect(codes(find('建行', card('622202')))).toEqual(['bank-other-prefix', 'CCB', 'ICBC']);
    expect(find('建行', card('999000'))).toEqual({ value: 'CCB' });
  });
});
