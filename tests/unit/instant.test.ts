import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFault } from '../../shared/domain/fault.ts';
import { clockSkewMs, parseInstant, requirePast } from '../../shared/domain/instant.ts';

describe('an instant at the edge', () => {
  it.each([
    ['2026-03-02T09:15:00+08:00', Date.UTC(2026, 2, 2, 1, 15)],
    ['2026-03-02T01:15:00Z', Date.UTC(2026, 2, 2, 1, 15)],
    ['2026-03-01T23:45:00.5-01:30', Date.UTC(2026, 2, 2, 1, 15, 0, 500)],
    ['2024-02-29T23:59:59.999Z', Date.UTC(2024, 1, 29, 23, 59, 59, 999)],
    ['1970-01-01T00:00:00Z', 0],
  ])('reads %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  it.each([
    '2026-02-30T09:15:00+08:00',
    '2026-13-01T09:15:00Z',
    '2026-00-10T09:15:00Z',
    '2025-02-29T09:15:00Z',
    '2026-03-02T25:15:00Z',
    '2026-03-02T24:00:00Z',
    '2026-03-02T09:60:00Z',
    '2026-03-02T09:15:60Z',
    '2026-03-02T09:15:00+25:00',
    '2026-03-02T09:15:00+14:01',
    '2026-03-02T09:15:00+08:60',
    '2026-03-02T09:15:00',
    '2026-03-02T09:15+08:00',
    '2026-03-02 09:15:00+08:00',
    '2026-03-02T09:15:00.1234Z',
    '2026-03-02T09:15:00Z\n',
    '２０２６-03-02T09:15:00Z',
    '0000-01-01T00:00:00Z',
    '1969-12-31T23:59:59Z',
    '1772414100000',
    '',
  ])('refuses %j', text => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('reads back every instant as it was written, whatever the offset', () => {
    const until = Date.UTC(9999, 0, 1);
    fc.assert(
      fc.property(
        fc.integer({ min: 86_400_000, max: until }),
        fc.integer({ min: -840, max: 840 }),
        (instant, offset) => {
          const size = Math.abs(offset);
          const two = (n: number) => String(n).padStart(2, '0');
          const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
          const wall = new Date(instant + offset * 60_000).toISOString().slice(0, -1);
          expect(parseInstant(wall + zone)).toBe(instant);
        },
      ),
    );
  });

  it('is refused in the future, with the field, and taken as far ahead as clocks differ', () => {
    expect(() => requirePast('reportedAt', 1_001 + clockSkewMs, 1_000)).toThrow(
      expect.toSatisfy(
        (e: unknown) => isFault(e, 'invalid') && e.code === 'instant-in-future' && e.details.field === 'reportedAt',
      ),
    );
    requirePast('reportedAt', 1_000 + clockSkewMs, 1_000);
  });
});
