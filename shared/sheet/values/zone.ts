import { localTime, offsetAt } from '../../domain/local-time.ts';
import { type Reading, wrong } from './reading.ts';

const dayMs = 86_400_000;

/** Finds instants of a zone's local times. */
export interface Zone {
  /** Local time, as ms as if it were UTC, to epoch ms; a time that clocks skipped or passed twice has none. */
  instant(local: number): Reading<number>;
}

/** @throws RangeError for a zone that is not in the IANA list */
export const zoneOf = (name: string): Zone => {
  localTime(0, name);
  const byDay = new Map<number, number>();
  const offsetOn = (day: number): number => {
    const offset = byDay.get(day) ?? offsetAt(day * dayMs, name);
    byDay.set(day, offset);
    return offset;
  };

  return {
    instant: local => {
      const day = Math.floor(local / dayMs);
      const [before, after] = [offsetOn(day - 1), offsetOn(day + 2)];
      if (before === after) return { value: local - before };
      const found = [local - before, local - after].filter(at => at + offsetAt(at, name) === local);
      const [only] = found;
      if (only === undefined) return wrong('clock-gap');
      return found.length === 1 ? { value: only } : wrong('clock-twice');
    },
  };
};
