/** Remembers what `load` gave for `ttlMs`; concurrent callers share one load, and a failed one is forgotten. */
export const cached = <T>(ttlMs: number, clock: () => number, load: (key: string) => Promise<T>) => {
  const entries = new Map<string, { readonly until: number; readonly value: Promise<T> }>();
  return (key: string): Promise<T> => {
    const known = entries.get(key);
    if (known && clock() < known.until) return known.value;
    const value = load(key);
    entries.set(key, { until: clock() + ttlMs, value });
    value.catch(() => entries.delete(key));
    return value;
  };
};
