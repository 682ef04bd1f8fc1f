import type * as z from 'zod';
import { type Commanding, usualBody } from '../contract/routes/route.ts';
import { Fault } from '../domain/fault.ts';
import type { EdgeContext } from './edge.ts';
import { parse } from './parse.ts';
import { refuseFuture } from './refuse-future.ts';
import { parseJson } from './well-formed.ts';

const json = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/** Text in JSON and UTF-8, not compressed; a body that is left out says nothing. */
const textOf = async (c: EdgeContext, largest: number): Promise<string> => {
  const bytes = await c.req.arrayBuffer();
  if (bytes.byteLength > largest) throw new Fault('invalid', 'body-too-large', { largest });
  if (bytes.byteLength === 0) return '{}';
  const encoding = c.req.header('content-encoding') ?? 'identity';
  if (encoding !== 'identity' || !json.test(c.req.header('content-type') ?? ''))
    throw new Fault('invalid', 'media-type');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Fault('invalid', 'json', {}, { cause });
  }
};

/**
 * The body as sent, and as its schema reads it.
 * @throws Fault invalid: fields (naming each), json, media-type, body-too-large
 */
export const readBody = async <B extends z.ZodType>(
  c: EdgeContext,
  { body: schema, largest = usualBody }: Pick<Commanding, 'largest'> & { readonly body: B },
  now: () => number,
): Promise<{ raw: unknown; body: z.output<B> }> => {
  const raw = parseJson(await textOf(c, largest));
  const body = parse(schema, raw);
  refuseFuture(body, now());
  return { raw, body };
};
