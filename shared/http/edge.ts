import { randomUUID } from 'node:crypto';
import type { Logger } from '@aws-lambda-powertools/logger';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import * as z from 'zod';
import { digest } from '../contract/canonical.ts';
import { fieldProblems } from '../contract/codes.ts';
import type { Principal } from '../contract/directory.ts';
import { IdempotencyKey } from '../contract/fields.ts';
import { Fault } from '../domain/fault.ts';
import { problemOf } from './problem.ts';

export interface Edge {
  Variables: { principal: Principal };
}
export type EdgeContext = Context<Edge>;

/** An instruction with fifty transfers is 20 KB; nothing legitimate comes near this. */
const largestBody = 256 * 1024;

export interface EdgeDeps {
  readonly authenticate: (authorization: string | undefined) => Promise<Principal>;
  readonly logger: Pick<Logger, 'error' | 'warn'>;
  readonly parties: readonly Principal['party'][];
}

/** Routes behind a verified token; every error leaves as a problem. */
export const edge = ({ authenticate, logger, parties }: EdgeDeps): Hono<Edge> => {
  const app = new Hono<Edge>();
  app.onError((error, c) => {
    const problem = problemOf(error, c.req.header('accept-language'));
    const incident = problem.status === 500 ? { incident: randomUUID() } : {};
    if (problem.status === 500) logger.error('bug', { ...incident, error });
    if (problem.status === 503) c.header('Retry-After', '1');
    if (problem.status === 401) c.header('WWW-Authenticate', 'Bearer');
    c.header('Content-Type', 'application/problem+json');
    return c.body(JSON.stringify({ ...problem, ...incident }), problem.status as ContentfulStatusCode);
  });
  app.notFound(() => {
    throw new Fault('missing', 'route');
  });
  app.use(
    bodyLimit({
      maxSize: largestBody,
      onError: () => {
        throw new Fault('invalid', 'body-too-large');
      },
    }),
  );
  app.use(async (c, next) => {
    const principal = await authenticate(c.req.header('authorization'));
    if (!parties.includes(principal.party)) throw new Fault('missing', 'route');
    c.set('principal', principal);
    c.header('Cache-Control', 'no-store');
    await next();
  });
  return app;
};

const invalid = (error: z.ZodError): Fault => new Fault('invalid', 'fields', { errors: fieldProblems(error) });

/** @throws Fault invalid/fields naming each field, invalid/json, invalid/media-type */
export const bodyOf = async <T extends z.ZodType>(
  c: EdgeContext,
  schema: T,
): Promise<{ raw: unknown; body: z.output<T> }> => {
  const type = c.req.header('content-type') ?? '';
  const text = await c.req.text();
  if (text && !/^application\/json\b/i.test(type)) throw new Fault('invalid', 'media-type');
  const raw = parseJson(text || '{}');
  const parsed = schema.safeParse(raw);
  if (!parsed.success) throw invalid(parsed.error);
  return { raw, body: parsed.data };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Fault('invalid', 'json', {}, { cause: error });
  }
};

export const parse = <T extends z.ZodType>(schema: T, value: unknown): z.output<T> => {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalid(parsed.error);
  return parsed.data;
};

/** The identity of a command: organisation, key, and what it says. @throws Fault invalid/fields */
export const commandOf = async (c: EdgeContext, raw: unknown) => {
  const key = parse(z.object({ 'Idempotency-Key': IdempotencyKey }), {
    'Idempotency-Key': c.req.header('idempotency-key'),
  })['Idempotency-Key'];
  return {
    org: c.get('principal').org,
    key,
    bodyHash: await digest({ method: c.req.method, path: c.req.path, body: raw }),
  };
};

const EventTag = z.object({ 'If-Match': z.string().regex(/^"\d{1,9}"$/, { error: 'choice-unknown' }) });

/** The event number in If-Match, if any. @throws Fault invalid/fields */
export const ifNumber = (c: EdgeContext): number | undefined => {
  const header = c.req.header('if-match');
  if (header === undefined) return undefined;
  return Number(parse(EventTag, { 'If-Match': header })['If-Match'].slice(1, -1));
};

export const requireRole = ({ roles, system }: Principal, ...allowed: string[]): void => {
  if (!system && !roles.some(role => allowed.includes(role)))
    throw new Fault('forbidden', 'role-missing', { roles: allowed });
};
