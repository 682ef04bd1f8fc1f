import { type DayTree, dayTree } from '../contract/day-head.ts';
import type { DayHeadLine, Seal } from '../contract/export.ts';
import { dayHeadLine } from '../contract/export.ts';
import type { SealedEvent } from '../contract/ledger.ts';
import { genesis } from '../contract/record.ts';
import type { Heads } from '../contract/sealing.ts';
import { dayAfter, localHour } from '../domain/calendar.ts';

interface Day {
  readonly tree: DayTree;
  /** Number of the entry's event, by instruction. */
  readonly entries: ReadonlyMap<string, number>;
}

/** Trees kept at once. Instructions are read in the order of their issue, and few days have work on the same ones. */
const keptDays = 8;

const read = async (heads: Pick<Heads, 'read'>, day: string): Promise<Day | undefined> => {
  const record = await heads.read(day);
  if (!record) return undefined;
  return { tree: await dayTree(record.entries), entries: new Map(record.entries.map(({ id, n }) => [id, n])) };
};

/** Where instructions stand in the daily heads. */
export const daySeals = (heads: Pick<Heads, 'read'>, zone: string, sealed: ReadonlySet<string>) => {
  const kept = new Map<string, Promise<Day | undefined>>();
  const dayOf = (day: string): Promise<Day | undefined> => {
    const known = kept.get(day) ?? read(heads, day);
    // Deleted and set again, so that the day used longest ago comes first.
    kept.delete(day);
    kept.set(day, known);
    for (const oldest of kept.keys()) {
      if (kept.size <= keptDays) break;
      kept.delete(oldest);
    }
    return known;
  };
  return async (id: string, events: readonly SealedEvent[]): Promise<Seal[]> => {
    const days = [...new Set(events.map(({ event }) => localHour(event.at, zone).day))].filter(day => sealed.has(day));
    const seals: Seal[] = [];
    for (const day of days) {
      const found = await dayOf(day);
      const n = found?.entries.get(id);
      if (!found || n === undefined) continue;
      const { index, path } = found.tree.prove(id);
      seals.push({ day, n, index, path: [...path] });
    }
    return seals;
  };
};

/** The daily heads from the first one, or from a day, to the last; oldest first. Memory grows with the number of days. */
export const headsFrom = async (heads: Pick<Heads, 'last' | 'read'>, from?: string): Promise<DayHeadLine[]> => {
  const lines: DayHeadLine[] = [];
  let day = await heads.last();
  while (day !== undefined && (from === undefined || day >= from)) {
    const record = await heads.read(day);
    if (!record) break;
    lines.push(dayHeadLine(record));
    if (record.prev === genesis) break;
    day = dayAfter(day, -1);
  }
  return lines.reverse();
};
