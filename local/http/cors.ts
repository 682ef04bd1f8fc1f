import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Cors } from '../realise/http-api.ts';

/** Writes the CORS headers an HTTP API would; true when it answered the request itself (a preflight). */
export function cors(rules: Cors, request: IncomingMessage, response: ServerResponse): boolean {
  const origin = request.headers.origin;
  const allowed = origin !== undefined && rules.AllowOrigins.some(one => one === '*' || one === origin);
  if (!allowed) return false;
  response.setHeader('access-control-allow-origin', rules.AllowOrigins.includes('*') ? '*' : origin);
  if (rules.AllowCredentials) response.setHeader('access-control-allow-credentials', 'true');
  if (rules.ExposeHeaders.length > 0)
    response.setHeader('access-control-expose-headers', rules.ExposeHeaders.join(','));
  if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return false;
  response.setHeader('access-control-allow-methods', rules.AllowMethods.join(','));
  response.setHeader('access-control-allow-headers', rules.AllowHeaders.join(','));
  if (rules.MaxAge !== undefined) response.setHeader('access-control-max-age', String(rules.MaxAge));
  response.writeHead(204).end();
  return true;
}
