import type { Cell } from '../grid.ts';
import { parseDecimal, wholeNumber } from './decimal.ts';
import { isWrong, type Reading, wrong } from './reading.ts';
import { plain } from './text.ts';
import { readTimeText } from './text-time.ts';
import { type FullWall, type Wall, wallTime } from './wall.ts';
import type { Zone } from './zone.ts';

const dayMs = 86_400_000;
const firstDay = { false: Date.UTC(1899, 11, 30), true: Date.UTC(1904, 0, 1) };

/** A spreadsheet's day count to what it shows; times are kept to the second, which is finer than a day's fraction is shown. */
const readSerial = (cell: Cell, date1904: boolean): Reading<Wall> => {
  const serial = Number(cell.text);
  if (!(serial >= 0 && serial < 110_000)) return wrong('not-a-time');
  const shown = new Date(firstDay[`${date1904}`] + Math.round(serial * 86_400) * 1000);
  const day = { year: shown.getUTCFullYear(), month: shown.getUTCMonth() + 1, day: shown.getUTCDate() };
  const clock = { hour: shown.getUTCHours(), minute: shown.getUTCMinutes(), second: shown.getUTCSeconds(), ms: 0 };
  if (serial < 1) return { value: { clock } };
  return { value: cell.clock || shown.getTime() % dayMs !== 0 ? { day, clock } : { day } };
};

/** Day and time of day of a cell, as far as it has them. A bare number is a time only if it is one written in a row: 20261120150300. */
export const readWall = (cell: Cell, date1904: boolean): Reading<Wall> => {
  if (cell.kind === 'date') return readSerial(cell, date1904);
  if (cell.kind !== 'number') return readTimeText(plain(cell.text));
  const decimal = parseDecimal(cell.text);
  const digits = String((decimal && wholeNumber(decimal)) ?? '');
  return /^20\d{6}(\d{4}|\d{6})?$/.test(digits) ? readTimeText(digits) : wrong('number-not-date');
};

/** The instant of a complete local time, not after `now`. */
export const instantOf = (wall: Wall, zone: Zone, now: number): Reading<number> => {
  const { day, clock, offset } = wall;
  if (!day) return wrong('no-date');
  if (!clock) return wrong('no-clock');
  const full: FullWall = { day, clock };
  const local = wallTime(full);
  if (local === undefined) return wrong('impossible-date');
  const instant = offset === undefined ? zone.instant(local) : { value: local - offset * 60_000 };
  return isWrong(instant) || instant.value <= now ? instant : wrong('future');
};
