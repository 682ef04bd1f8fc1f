const day = 86_400_000;

/** Gives the minutes east of UTC of the zone at an instant. */
function offsetsOf(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return at => {
    const parts = format.formatToParts(at);
    const part = (type: string) => Number(parts.find(candidate => candidate.type === type)?.value);
    const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
    return Math.round((local - at) / 60_000);
  };
}

/**
 * The UTC time of day that is never before ten past midnight in the zone, all year round.
 * Rules run on UTC only: where clocks change it falls an hour later in summer, never on the day that has not ended.
 */
export function tenPastMidnight(zone: string, year: number): { readonly hour: number; readonly minute: number } {
  const start = Date.UTC(year, 0, 1);
  const offsetAt = offsetsOf(zone);
  const offsets = Array.from({ length: 366 }, (_, index) => offsetAt(start + index * day));
  const minutes = (((10 - Math.min(...offsets)) % 1440) + 1440) % 1440;
  return { hour: Math.floor(minutes / 60), minute: minutes % 60 };
}
