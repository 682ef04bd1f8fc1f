import { jitter } from '../domain/backoff.ts';
import { isFault } from '../domain/fault.ts';

const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

interface Settling {
  readonly random?: () => number;
  /** Code of a conflict that is a lost race to this caller alone. */
  readonly also?: string;
}

/** Decides again after a lost race, up to five times with jitter; `decide` must load afresh each time. */
export const settle = async <T>(
  decide: () => Promise<T>,
  { random = Math.random, also = 'stale' }: Settling = {},
): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await decide();
    } catch (error) {
      const lost = isFault(error, 'conflict') && ['stale', 'replayed', also].includes(error.code);
      if (!lost || attempt > 5) throw error;
      await wait(jitter(attempt, random));
    }
  }
};
