import { expect, test } from 'vitest';
import { platformTime, yuan } from '../../../shared/http/platform-sheet.ts';

test.each([
  [1, '0.01'],
  [10, '0.10'],
  [100, '1.00'],
  [5_000_000, '50000.00'],
  [10 ** 13, '100000000000.00'],
])('%i fen are %s yuan', (fen, text) => {
  expect(yuan(fen)).toBe(text);
});

test.each([
  ['2026-03-01T16:47:31Z', 'Asia/Shanghai', '20260302004731'],
  ['2026-03-01T16:00:00.999Z', 'Asia/Shanghai', '20260302000000'],
  ['2026-12-31T23:59:59Z', 'UTC', '20261231235959'],
  ['2026-01-01T00:00:00Z', 'Asia/Urumqi', '20260101060000'],
])('%s in %s is %s on the platform', (instant, zone, text) => {
  expect(platformTime(Date.parse(instant), zone)).toBe(text);
});
