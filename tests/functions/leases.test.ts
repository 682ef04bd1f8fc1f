import { expect, it } from 'vitest';
import * as z from 'zod';
import { readStack } from '../../local/template/stack.ts';
import { leaseMs } from '../../shared/aws/pages.ts';

const Queue = z.looseObject({
  VisibilityTimeout: z.coerce.number().optional(),
  RedrivePolicy: z.unknown().optional(),
});

it('the lease on a page is over before its message comes again', () => {
  const stack = readStack('dist/cloud', { messaging: 'http://m', http: 'http://h' }, { Issuer: 'https://login.test' });
  const queues = stack.parts('AWS::SQS::Queue', Queue);
  const pages = queues.filter(({ id, properties }) => id.startsWith('MessagingPage') && properties.RedrivePolicy);
  expect(pages).toHaveLength(2);
  for (const { properties } of pages) expect((properties.VisibilityTimeout ?? 0) * 1_000).toBeGreaterThan(leaseMs);
});
