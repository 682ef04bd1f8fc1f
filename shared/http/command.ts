import * as z from 'zod';
import type { Command } from '../app/act-on.ts';
import { digest } from '../contract/canonical.ts';
import { code } from '../contract/codes.ts';
import { IdempotencyKey } from '../contract/fields.ts';
import type { EdgeContext } from './edge.ts';
import { parse } from './parse.ts';

const Headers = z.object({
  'Idempotency-Key': IdempotencyKey,
  'If-Match': z
    .string({ error: code('event-tag-form') })
    .regex(/^"[1-9][0-9]{0,5}"$/, { error: 'event-tag-form' })
    .optional(),
});

/**
 * The identity of a command: organisation, key, and what it says; and the event number that it was decided on, if it names one.
 * @throws Fault invalid/fields naming the header
 */
export const commandOf = async (c: EdgeContext, raw: unknown): Promise<{ command: Command; ifNumber?: number }> => {
  const { 'Idempotency-Key': key, 'If-Match': tag } = parse(Headers, {
    'Idempotency-Key': c.req.header('idempotency-key'),
    'If-Match': c.req.header('if-match'),
  });
  const bodyHash = await digest({ method: c.req.method, path: c.req.path, body: raw });
  return {
    command: { org: c.get('principal').org, key, bodyHash },
    ...(tag === undefined ? {} : { ifNumber: Number(tag.slice(1, -1)) }),
  };
};
