/** An instant at the edge. */
export const iso = (at: number): string => new Date(at).toISOString();

export const isoOrNull = (at: number | null | undefined): string | null =>
  at === null || at === undefined ? null : iso(at);

/** Members that hold an instant, in events and in their private parts. */
const instants = new Set(['at', 'dueAt', 'executedAt', 'releasedAt', 'until']);

/** The same value with its instants in ISO 8601. */
export const withInstants = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withInstants);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      typeof member === 'number' && instants.has(name) ? iso(member) : withInstants(member),
    ]),
  );
};
