import { expect, test } from 'vitest';
import { clockSkewMs } from '../../../shared/domain/instant.ts';
import { refuseFuture } from '../../../shared/http/refuse-future.ts';

const now = 1_772_414_100_000;
const ahead = now + clockSkewMs + 1;

test('every instant ahead is named, at any depth', () => {
  const body = {
    reportedAt: ahead,
    transfers: [{ at: now + clockSkewMs }, { at: ahead }],
    said: { disposal: { executedAt: ahead, prior: { until: ahead } } },
    amount: ahead,
  };
  expect(() => refuseFuture(body, now)).toThrow(
    expect.objectContaining({
      code: 'fields',
      details: {
        errors: ['reportedAt', 'transfers.1.at', 'said.disposal.executedAt'].map(field => ({
          field,
          code: 'instant-in-future',
        })),
      },
    }),
  );
});

test('what has happened is taken, and so is a term that lies ahead', () => {
  expect(() => refuseFuture({ at: now, prior: { until: now + 86_400_000 } }, now)).not.toThrow();
});
