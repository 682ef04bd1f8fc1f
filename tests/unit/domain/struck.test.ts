import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uncovered } from '../../../shared/domain/struck.ts';

const span = fc.tuple(fc.nat(40), fc.nat(20)).map(([from, length]) => ({ from, to: from + length }));
const momentsOf = ({ from, to }: { from: number; to: number }) => Array.from({ length: to - from }, (_, k) => from + k);

describe('time that several entries stopped', () => {
  it('is given back once, in whatever order they are struck', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 8 }), spans => {
        const given = spans.reduce((sum, each, index) => sum + uncovered(each, spans.slice(0, index)), 0);
        expect(given).toBe(new Set(spans.flatMap(momentsOf)).size);
      }),
    );
  });
});
