/**
 * Remembers what `load` gave for `ttlMs`; concurrent callers share one load, and a failed one is forgotten. With `outlives` what
 * was known before stays in use while it cannot be loaded again.
 */
export const cached = <T>(
  ttlMs: number,
  clock: () => number,
  load: (key: string) => Promise<T>,
  { outlives = false }: { readonly outlives?: boolean } = {},
) => {
  const entries = new Map<string, { readonly until: number; readonly value: Promise<T> }>();
  return (key: string): Promise<T> => {
    const known = entries.get(key);
    if (known && clock() < known.until) return known.value;
    const value = load(key).catch((error: unknown) => {
      if (known && outlives) return known.value;
      throw error;
    });
    const entry = { until: clock() + ttlMs, value };
    entries.set(key, entry);
    value.catch(() => {
      if (entries.get(key) === entry) entries.delete(key);
    });
    return value;
  };
};
