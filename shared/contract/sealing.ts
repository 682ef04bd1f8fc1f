import type { DayRecord } from './export.ts';

/** The daily heads under object lock, and how far they have come. */
export interface Heads {
  /** The last day sealed. */
  last(): Promise<string | undefined>;
  read(day: string): Promise<DayRecord | undefined>;
  /** Writes a day once; a second writer finds the first one's and leaves it. */
  write(record: DayRecord): Promise<void>;
}

/** Instructions whose latest event lies in the days from `from` to `until` (UTC, both included). */
export type Touched = (from: string, until: string) => Promise<readonly string[]>;
