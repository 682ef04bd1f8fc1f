import { localTime } from './local-time.ts';

/** Days that differ from the week's pattern, `YYYY-MM-DD` in the county's zone. */
export interface Calendar {
  readonly zone: string;
  readonly holidays: readonly string[];
}

/** Local date and hour of an instant. */
export const localHour = (at: number, zone: string): { day: string; hour: number } => {
  const { year, month, day, hour } = localTime(at, zone);
  return { day: `${year}-${month}-${day}`, hour: Number(hour) };
};

/** Night is 18:00-08:00 in the county's zone, and holidays whole. */
export const hoursAt = (at: number, { zone, holidays }: Calendar): 'day' | 'night' => {
  const { day, hour } = localHour(at, zone);
  return hour >= 18 || hour < 8 || holidays.includes(day) ? 'night' : 'day';
};

/** The first instant of a local day, epoch ms; right where clocks change at midnight. */
export const dayStart = (day: string, zone: string): number => {
  const noonUtc = Date.parse(`${day}T12:00:00Z`);
  let before = noonUtc - 30 * 3_600_000;
  let within = noonUtc + 15 * 3_600_000;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (localHour(middle, zone).day >= day) within = middle;
    else before = middle;
  }
  return within;
};

/** The calendar day after or before, `YYYY-MM-DD`. */
export const dayAfter = (day: string, days = 1): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
