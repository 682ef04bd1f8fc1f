import { Fault } from './fault.ts';

const form = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?(?:Z|([+-])(\d{2}):(\d{2}))$/;
const widestOffset = 14 * 60;

/** Epoch ms of an ISO 8601 instant with seconds and an offset or Z; undefined where it cannot be, before 1970 included. */
export const parseInstant = (text: string): number | undefined => {
  const parts = form.exec(text);
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  const offset = Number(parts[9] ?? 0) * 60 + Number(parts[10] ?? 0);
  if (hour > 23 || minute > 59 || second > 59 || Number(parts[10] ?? 0) > 59 || offset > widestOffset) return undefined;
  const wall = new Date(Date.UTC(year, month - 1, day, hour, minute, second, Number((parts[7] ?? '').padEnd(3, '0'))));
  // A day or month that does not exist rolls over into the next.
  if (wall.getUTCFullYear() !== year || wall.getUTCMonth() !== month - 1 || wall.getUTCDate() !== day) return undefined;
  const instant = wall.getTime() - (parts[8] === '-' ? -offset : offset) * 60_000;
  return instant < 0 ? undefined : instant;
};

/** Whoever states a time has a clock of his own; this far ahead of ours it is still believed. */
export const clockSkewMs = 5_000;

/** Whether something is said to happen after `now` (both epoch ms). */
export const liesAhead = (instant: number, now: number): boolean => instant > now + clockSkewMs;

/** @throws Fault invalid/instant-in-future with the field */
export const requirePast = (field: string, instant: number, now: number): void => {
  if (liesAhead(instant, now)) throw new Fault('invalid', 'instant-in-future', { field });
};
