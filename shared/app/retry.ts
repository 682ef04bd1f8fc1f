import { jitter } from '../domain/backoff.ts';
import { isFault } from '../domain/fault.ts';

const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** Decides again after a lost race, up to five times with jitter; `decide` must load afresh each time. */
export const settle = async <T>(decide: () => Promise<T>, random: () => number = Math.random): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await decide();
    } catch (error) {
      const lost = isFault(error, 'conflict') && (error.code === 'stale' || error.code === 'replayed');
      if (!lost || attempt > 5) throw error;
      await wait(jitter(attempt, random));
    }
  }
};
