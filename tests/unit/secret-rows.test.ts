import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secretItems, secretsAmong } from '../../shared/aws/secret-rows.ts';

const key = { id: '01KJQ6T0ZV8Q4N9E2M5R7S3XWY', n: 5 };
const bytes = (item: unknown): number => Buffer.byteLength(JSON.stringify(item));

/** A thousand onward transfers whose names fill their fields with characters of four bytes. */
const longest = {
  onwardTransfers: Array.from({ length: 1000 }, (_, i) => ({
    amount: 1_820_000,
    at: 1_772_414_100_000,
    serial: String(i).padStart(64, '0'),
    to: { account: '6'.repeat(40), holder: '𠮷'.repeat(100), bankName: '𠮷'.repeat(100) },
  })),
};

describe('a private part', () => {
  test('that is short is one item', () => {
    const items = secretItems(key, 'salt', { note: '公章无法辨认' });
    expect(items).toEqual([{ pk: `INS#${key.id}`, sk: 'PRIV#000005', salt: 'salt', value: { note: '公章无法辨认' } }]);
  });

  test('of the longest report fits into items of 400 KB and a transaction of a hundred', () => {
    const items = secretItems(key, 'salt', longest);
    expect(items.length).toBeLessThan(50);
    expect(Math.max(...items.map(bytes))).toBeLessThan(400 * 1024);
    expect(secretsAmong(items).get(5)).toEqual({ salt: 'salt', value: longest });
  });

  test('comes back whole from its items in any order, between those of others', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 0, maxLength: 60 });
    const long = fc.tuple(text, fc.integer({ min: 0, max: 6000 })).map(([one, times]) => one.repeat(times));
    fc.assert(
      fc.property(long, text, (note, other) => {
        const items = [...secretItems(key, 'a', { note }), ...secretItems({ ...key, n: 6 }, 'b', { other })];
        const found = secretsAmong(items.toReversed());
        expect(found.get(5)).toEqual({ salt: 'a', value: { note } });
        expect(found.get(6)).toEqual({ salt: 'b', value: { other } });
      }),
      { numRuns: 50 },
    );
  });

  test('is gone where a piece of it was erased', () => {
    const [head, ...pieces] = secretItems(key, 'salt', longest);
    expect(pieces.length).toBeGreaterThan(1);
    expect(secretsAmong([head ?? {}, ...pieces.slice(1)]).has(5)).toBe(false);
    expect(secretsAmong(pieces).has(5)).toBe(false);
  });
});
