/** What a clock on the wall showed, as far as the cell says it. */
export interface Wall {
  readonly day?: { readonly year: number; readonly month: number; readonly day: number };
  readonly clock?: { readonly hour: number; readonly minute: number; readonly second: number; readonly ms: number };
  /** Minutes east of UTC, where the text names it. */
  readonly offset?: number;
}

export type FullWall = Wall & Required<Pick<Wall, 'day' | 'clock'>>;

/** Milliseconds as if the wall showed UTC; undefined for a day or time that does not exist, or a year outside 2000-2199. */
export const wallTime = ({ day, clock }: FullWall): number | undefined => {
  const inRange = clock.hour < 24 && clock.minute < 60 && clock.second < 60 && day.year >= 2000 && day.year < 2200;
  const time = Date.UTC(day.year, day.month - 1, day.day, clock.hour, clock.minute, clock.second, clock.ms);
  const real = new Date(time);
  return inRange && real.getUTCMonth() === day.month - 1 && real.getUTCDate() === day.day ? time : undefined;
};
