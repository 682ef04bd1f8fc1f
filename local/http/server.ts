import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Outcome } from '../functions/function.ts';
import { type Listening, listen } from '../listen.ts';
import type { RealApi } from '../realise/http-api.ts';
import { cors } from './cors.ts';
import { httpEvent } from './event.ts';
import { matchRoute } from './routes.ts';

const largestBody = 10 * 1024 * 1024;
const longestWaitMs = 30_000;

const Structured = z.looseObject({
  statusCode: z.coerce.number().int(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().default(false),
});

/** Serves an HTTP API: each request is an invocation of its route's function. */
export function startHttp(api: RealApi, { port, host }: { port: number; host: string }): Promise<Listening> {
  const server = createServer((request, response) => {
    serve(api, request, response).catch(() => response.destroy());
  });
  return listen(server, { port, host, part: 'http' });
}

async function serve(api: RealApi, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (api.cors && cors(api.cors, request, response)) return;
  const [path = '/'] = (request.url ?? '/').split('?');
  const matched = matchRoute(api.routes, request.method ?? 'GET', path);
  const body = await read(request);
  if (!matched) return message(response, 404, 'Not Found');
  if (body === undefined) return message(response, 413, 'Request Entity Too Large');
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, longestWaitMs, undefined);
  const outcome = await Promise.race([matched.route.target.invoke(httpEvent(api.id, request, body, matched)), late]);
  clearTimeout(timer);
  if (outcome === undefined) return message(response, 503, 'Service Unavailable');
  answer(response, outcome);
}

async function read(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      size += chunk.length;
      if (size <= largestBody) chunks.push(chunk);
    }
  } catch {
    // The client went away; whatever is answered now goes nowhere.
  }
  return size > largestBody ? undefined : Buffer.concat(chunks);
}

function answer(response: ServerResponse, outcome: Outcome): void {
  if (outcome.ok) structured(response, JSON.parse(outcome.result ?? 'null'));
  else message(response, 500, 'Internal Server Error');
}

function structured(response: ServerResponse, given: unknown): void {
  const parsed = Structured.safeParse(given);
  if (!parsed.success) {
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(typeof given === 'string' ? given : JSON.stringify(given));
    return;
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  const bytes = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  response.setHeader('content-length', bytes.length);
  response.writeHead(statusCode).end(bytes);
}

function message(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message: text }));
}
