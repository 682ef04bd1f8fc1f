import { offsetAt } from '../shared/domain/local-time.ts';

const day = 86_400_000;

/**
 * The UTC time of day that is never before ten past midnight in the zone, all year round.
 * Rules run on UTC only: where clocks change it falls an hour later in summer, never on the day that has not ended.
 */
export function tenPastMidnight(zone: string, year: number): { readonly hour: number; readonly minute: number } {
  const start = Date.UTC(year, 0, 1);
  const offsets = Array.from({ length: 366 }, (_, index) => offsetAt(start + index * day, zone) / 60_000);
  const minutes = (((10 - Math.min(...offsets)) % 1440) + 1440) % 1440;
  return { hour: Math.floor(minutes / 60), minute: minutes % 60 };
}
