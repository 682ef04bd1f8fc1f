import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { luhnValid, residentIdValid } from '../../shared/domain/check-digits.ts';

const digit = fc.integer({ min: 0, max: 9 });

describe('Luhn check digit', () => {
  it.each(['79927398713', '4111111111111111', '6222020200112233440'.slice(0, -1).concat('7'), '0'])(
    'accepts or refuses %s as the published algorithm does',
    number => {
      const sum = [...number].reverse().reduce((total, character, place) => {
        const doubled = Number(character) * (place % 2 === 1 ? 2 : 1);
        return total + Math.floor(doubled / 10) + (doubled % 10);
      }, 0);
      expect(luhnValid(number)).toBe(sum % 10 === 0);
    },
  );

  it.each(['', ' 79927398713', '7992739871a', '７９９２７３９８７１３', '-0'])(
    'refuses %j, which is not digits',
    text => {
      expect(luhnValid(text)).toBe(false);
    },
  );

  it('has exactly one valid last digit for every prefix', () => {
    fc.assert(
      fc.property(fc.array(digit, { minLength: 11, maxLength: 18 }), prefix => {
        const valid = [...'0123456789'].filter(last => luhnValid(prefix.join('') + last));
        expect(valid).toHaveLength(1);
      }),
    );
  });

  it('notices any single wrong digit', () => {
    fc.assert(
      fc.property(fc.nat({ max: 15 }), fc.integer({ min: 1, max: 9 }), (place, shift) => {
        const number = [...'4111111111111111'];
        number[place] = String((Number(number[place]) + shift) % 10);
        expect(luhnValid(number.join(''))).toBe(false);
      }),
    );
  });
});

describe('resident identity number', () => {
  it('accepts the example of the standard', () => {
    expect(residentIdValid('11010519491231002X')).toBe(true);
    expect(residentIdValid('440524188001010014')).toBe(true);
  });

  it.each([
    ['a wrong check character', '110105194912310021'],
    ['a lower-case x', '11010519491231002x'],
    ['fifteen digits', '110105491231002'],
    ['an X in the middle', '1101051949123X0029'],
    ['a region that starts with zero', '010105194912310020'],
    ['trailing text', '11010519491231002X '],
  ])('refuses %s', (_, id) => {
    expect(residentIdValid(id)).toBe(false);
  });

  const withCheck = (body: string): string =>
    [...'0123456789X'].map(last => body + last).find(id => residentIdValid(id)) ?? '';

  it('refuses every check character on a date that does not exist', () => {
    for (const date of ['20230229', '19991301', '20000431', '20000000', '00000101', '17991231'])
      expect(withCheck(`371522${date}001`)).toBe('');
    expect(withCheck('37152220240229001')).toHaveLength(18);
  });

  it('refuses a birth after the instant it is held against, by the day in China', () => {
    const id = withCheck('37152220260302001');
    const firstMomentInChina = Date.parse('2026-03-02T00:00:00+08:00');
    expect(residentIdValid(id, firstMomentInChina)).toBe(true);
    expect(residentIdValid(id, firstMomentInChina - 1)).toBe(false);
    expect(residentIdValid(id)).toBe(true);
  });
});
