import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../shared/sheet/grid.ts';
import { instantOf, readWall } from '../../../shared/sheet/values/instant.ts';
import { zoneOf } from '../../../shared/sheet/values/zone.ts';
import { number, text } from './samples.ts';

const never = Number.MAX_SAFE_INTEGER;

const instant = (cell: Cell, { zone = 'Asia/Shanghai', now = never, date1904 = false } = {}) => {
  const wall = readWall(cell, date1904);
  return 'wrong' in wall ? wall : instantOf(wall.value, zoneOf(zone), now);
};

const seconds = fc
  .integer({ min: Date.UTC(2000, 0, 3) / 1000, max: Date.UTC(2100, 0, 1) / 1000 })
  .map(second => second * 1000);

const china = Date.parse('2026-11-20T15:03:00+08:00');

describe('a time in words', () => {
  it.each([
    '2026年11月20日 15时03分',
    '2026年11月20日15时03分00秒',
    '2026年11月20日15点03分',
    '2026/11/20 15:03',
    '2026-11-20 15:03:00',
    '2026.11.20 15:03',
    '2026-11-20T15:03:00+08:00',
    '2026-11-20T07:03:00Z',
    '2026-11-20T07:03:00.000Z',
    '2026-11-20T02:03:00-05:00',
    '2026-11-20 15:03 +0800',
    '2026-11-20 15:03 UTC+8',
    '２０２６－１１－２０　１５：０３',
    '2026年11月20日 星期五 15:03',
    '2026年11月20日（星期五）15:03',
    '2026/11/20 下午 3:03',
    '2026/11/20 3:03 PM',
    '2026年11月20日 下午15时03分',
    '20261120150300',
    '202611201503',
    '20261120 15:03',
    " '2026-11-20 15:03",
    '2026-11-20\n15:03',
  ])('is read from %j', written => {
    expect(instant(text(written))).toEqual({ value: china });
  });

  it.each([
    ['11月20日 15:03', 'no-year'],
    ['11-20 15:03', 'no-year'],
    ['11/20 15:03', 'no-year'],
    ['26年11月20日 15:03', 'short-year'],
    ['26/11/20 15:03', 'short-year'],
    ['11/20/2026 15:03', 'day-order'],
    ['20/11/2026 15:03', 'day-order'],
    ['15:03', 'no-date'],
    ['下午3点20分', 'no-date'],
    ['2026-11-20', 'no-clock'],
    ['2026年11月20日', 'no-clock'],
    ['20261120', 'no-clock'],
    ['2026-02-30 10:00', 'impossible-date'],
    ['2026-13-01 10:00', 'impossible-date'],
    ['2026-11-20 24:00', 'impossible-date'],
    ['2026-11-20 10:60', 'impossible-date'],
    ['1926-11-20 10:00', 'impossible-date'],
    ['2026-11-20 上午15:03', 'impossible-date'],
    ['2026-11-20 晚上12:00', 'impossible-date'],
    ['2026-11-20 10:03-10:30', 'not-a-time'],
    ['2026-11-20 15:03+20:00', 'not-a-time'],
    ['2026-11-20 15时许', 'not-a-time'],
    ['昨天下午', 'not-a-time'],
    ['不详', 'not-a-time'],
  ])('%j is refused as %s', (written, code) => {
    expect(instant(text(written))).toEqual({ wrong: code });
  });

  it('is no instant where local clocks were put forward, and none where they were put back, unless its offset is given', () => {
    const zone = 'America/New_York';
    expect(instant(text('2026-03-08 02:30'), { zone })).toEqual({ wrong: 'clock-gap' });
    expect(instant(text('2026-11-01 01:30'), { zone })).toEqual({ wrong: 'clock-twice' });
    const given = Date.parse('2026-11-01T01:30:00-04:00');
    expect(instant(text('2026-11-01T01:30:00-04:00'), { zone })).toEqual({ value: given });
  });

  it('in the future is refused', () => {
    expect(instant(text('2026-11-20 15:03'), { now: china - 1 })).toEqual({ wrong: 'future' });
    expect(instant(text('2026-11-20 15:03'), { now: china })).toEqual({ value: china });
  });

  it('comes back from what clocks of any zone show, unless they show it twice', () => {
    const zones = fc.constantFrom('Asia/Shanghai', 'Asia/Urumqi', 'America/New_York', 'Australia/Lord_Howe', 'UTC');
    fc.assert(
      fc.property(seconds, zones, (at, zone) => {
        const shown = new Date(at).toLocaleString('sv-SE', { timeZone: zone });
        const read = instant(text(shown), { zone });
        if ('wrong' in read) expect(read.wrong).toBe('clock-twice');
        else expect(new Date(read.value).toLocaleString('sv-SE', { timeZone: zone })).toBe(shown);
        if (zone === 'Asia/Shanghai' || zone === 'UTC') expect(read).toEqual({ value: at });
      }),
    );
  });

  it('comes back from ISO 8601 with any offset', () => {
    const offsets = fc.integer({ min: -56, max: 56 }).map(quarter => quarter * 15);
    fc.assert(
      fc.property(seconds, offsets, (at, offset) => {
        const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60];
        const sign = offset < 0 ? '-' : '+';
        const zone = `${sign}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
        const local = new Date(at + offset * 60_000).toISOString().slice(0, 19);
        expect(instant(text(`${local}${zone}`))).toEqual({ value: at });
      }),
    );
  });
});

describe('a date cell', () => {
  it('comes back to the second in either date system', () => {
    fc.assert(
      fc.property(seconds, fc.boolean(), (at, date1904) => {
        const first = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
        const cell: Cell = { kind: 'date', text: String((at - first) / 86_400_000), clock: true };
        expect(instant(cell, { zone: 'UTC', date1904 })).toEqual({ value: at });
      }),
    );
  });

  it('on the whole day is midnight only where its format shows the time', () => {
    expect(instant({ kind: 'date', text: '46346' })).toEqual({ wrong: 'no-clock' });
    expect(instant({ kind: 'date', text: '46346', clock: true })).toEqual({
      value: Date.parse('2026-11-20T00:00:00+08:00'),
    });
  });

  it('with no day is a time of day only', () => {
    expect(instant({ kind: 'date', text: '0.627083333333333', clock: true })).toEqual({ wrong: 'no-date' });
  });
});

describe('a number cell in a column of times', () => {
  it('is read when it is a date written in a row', () => {
    expect(instant(number('20261120150300'))).toEqual({ value: china });
    expect(instant(number('2.02611201503E+11'))).toEqual({ value: china });
  });

  it('is otherwise not taken for a day count', () => {
    expect(instant(number('46346.627'))).toEqual({ wrong: 'number-not-date' });
  });
});
