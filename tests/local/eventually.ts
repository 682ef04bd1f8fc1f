import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';

/** Looks again until what it sees is as expected; fails with the last look. */
export async function eventually<T>(look: () => T | Promise<T>, expected: unknown, mostMs = 10_000): Promise<T> {
  const until = Date.now() + mostMs;
  for (;;) {
    const seen = await look();
    try {
      expect(seen).toEqual(expected);
      return seen;
    } catch (error) {
      if (Date.now() > until) throw error;
      await pause(5);
    }
  }
}
