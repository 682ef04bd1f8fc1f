import { randomUUID } from 'node:crypto';
import type { Logger } from '@aws-lambda-powertools/logger';
import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Principal } from '../contract/directory.ts';
import { logged } from '../contract/logged.ts';
import { Fault } from '../domain/fault.ts';
import { languageOf } from './language.ts';
import { keysOf } from './log-keys.ts';
import { faultOf, problemOf } from './problem.ts';

export interface Edge {
  Variables: { principal: Principal };
}
export type EdgeContext = Context<Edge>;

type EdgeLogger = Pick<Logger, 'error' | 'warn' | 'info'>;

export interface EdgeDeps {
  readonly authenticate: (authorization: string | undefined) => Promise<Principal>;
  readonly logger: EdgeLogger;
  readonly parties: readonly Principal['party'][];
}

const refused = (error: unknown, c: Context, logger: EdgeLogger): Response => {
  const fault = faultOf(error);
  const language = languageOf(c.req.header('accept-language'));
  const problem = problemOf(fault, language);
  const incident = fault.kind === 'bug' ? { incident: randomUUID() } : {};
  if (fault.kind === 'bug') logger.error('bug', { ...keysOf(c), ...incident, ...logged(error) });
  if (fault.kind === 'transient') {
    logger.warn('refused for now', { ...keysOf(c), ...logged(fault) });
    c.header('Retry-After', '1');
  }
  if (problem.status === 401) c.header('WWW-Authenticate', 'Bearer');
  if (problem.status === 405) c.header('Allow', String(fault.details.allow));
  c.header('Content-Type', 'application/problem+json');
  c.header('Content-Language', language);
  c.header('Vary', 'Accept-Language');
  return c.body(JSON.stringify({ ...problem, ...incident }), problem.status as ContentfulStatusCode);
};

/** Routes without a caller; every error leaves as a problem. */
export const openEdge = (logger: EdgeLogger): Hono<Edge> => {
  const app = new Hono<Edge>();
  app.onError((error, c) => refused(error, c, logger));
  app.notFound(() => {
    throw new Fault('missing', 'route');
  });
  app.use(async (c, next) => {
    c.header('X-Content-Type-Options', 'nosniff');
    // Hono would answer HEAD as a GET, and reading an inbox has an effect.
    if (c.req.method === 'HEAD') throw new Fault('invalid', 'method', { allow: 'GET' });
    await next();
    const keys = keysOf(c);
    if (keys.instruction) logger.info('answered', { ...keys, method: c.req.method, status: c.res.status });
  });
  return app;
};

/** Routes behind a verified token of one of these parties; for others there is nothing here. */
export const edge = ({ authenticate, logger, parties }: EdgeDeps): Hono<Edge> => {
  const app = openEdge(logger);
  app.use(async (c, next) => {
    c.header('Cache-Control', 'no-store');
    const principal = await authenticate(c.req.header('authorization'));
    if (!parties.includes(principal.party)) throw new Fault('missing', 'route');
    c.set('principal', principal);
    await next();
  });
  return app;
};
