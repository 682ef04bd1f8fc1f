import type { Happened } from './events.ts';

/** Numbers of the phone entries that a bank disputed and no ruling upheld since. */
export const struckEntries = (events: readonly Happened[]): ReadonlySet<number> => {
  const struck = new Set<number>();
  for (const e of events) {
    if (e.type === 'phone-disputed') struck.add(e.data.entry);
    if (e.type === 'phone-ruled' && e.data.stands) struck.delete(e.data.entry);
  }
  return struck;
};

interface Span {
  readonly from: number;
  readonly to: number;
}

/** How much of a span lies outside the others, in ms: entries that stopped the same clock together give the time back once. */
export const uncovered = (span: Span, others: readonly Span[]): number => {
  let { from } = span;
  let free = 0;
  for (const other of others.toSorted((a, b) => a.from - b.from)) {
    if (other.to <= from || other.from >= span.to) continue;
    free += Math.max(0, other.from - from);
    from = Math.max(from, other.to);
  }
  return free + Math.max(0, span.to - from);
};
