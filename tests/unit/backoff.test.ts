import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jitter, resendAfter } from '../../shared/domain/backoff.ts';

describe('sending again', () => {
  it('waits 5, 15, 60 and then always 300 seconds', () => {
    expect([1, 2, 3, 4, 5, 1_000].map(resendAfter)).toEqual([5_000, 15_000, 60_000, 300_000, 300_000, 300_000]);
  });

  it('begins with the shortest wait where nothing was sent yet', () => {
    expect(resendAfter(0)).toBe(5_000);
  });
});

describe('deciding again after a lost race', () => {
  it('waits anywhere between nothing and twice the span of the attempt before, at most a second', () => {
    const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), share, (attempt, random) => {
        const wait = jitter(attempt, () => random);
        expect(wait).toBeCloseTo(random * Math.min(1_000, 20 * 2 ** (attempt - 1)), 6);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(1_000);
      }),
    );
  });
});
