import { Fault } from '../../shared/domain/fault.ts';
import { reasons } from '../../shared/sheet/reasons.ts';
import { instantOf, readWall } from '../../shared/sheet/values/instant.ts';
import { isWrong, type Reading } from '../../shared/sheet/values/reading.ts';
import { zoneOf } from '../../shared/sheet/values/zone.ts';
import { fullTime } from '../print/time.ts';

export interface Moment {
  readonly zone: string;
  readonly now: number;
}

const read = (text: string, { zone, now }: Moment): Reading<number> => {
  const wall = readWall({ kind: 'text', text }, false);
  if (isWrong(wall)) return wall;
  const [year = 0, month = 0, day = 0] = fullTime(now, zone).slice(0, 10).split('-').map(Number);
  return instantOf({ day: { year, month, day }, ...wall.value }, zoneOf(zone), now);
};

/**
 * ISO 8601 of a time as people write it: `now`, `15:03` (today), `2026-11-20 15:03`, or with an offset. Without one it is the county's.
 * @throws Fault invalid/usage-time
 */
export const instantText = (option: string, text: string, moment: Moment): string => {
  if (text === 'now' || text === '现在') return new Date(moment.now).toISOString();
  const reading = read(text, moment);
  if (isWrong(reading)) throw new Fault('invalid', 'usage-time', { option, ...reasons[reading.wrong] });
  return new Date(reading.value).toISOString();
};
