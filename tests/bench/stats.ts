/** The value below which the share `q` of the sample lies, nearest rank. */
export const quantile = (sample: readonly number[], q: number): number => {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.min(Math.ceil(q * sorted.length), sorted.length) - 1] ?? Number.NaN;
};

export const median = (sample: readonly number[]): number => quantile(sample, 0.5);

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));
