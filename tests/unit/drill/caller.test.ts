import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type CallerOptions, caller, Unreachable } from '../../../drill/http/caller.ts';
import { tokens } from '../../../drill/http/tokens.ts';

interface Heard {
  readonly key: string | undefined;
  readonly token: string | undefined;
  readonly body: string;
}
type Turn = number | 'hang-up' | 'lost';

const officer = { sub: 'xu.jianing', person: 'QHRCB-01', name: '许嘉宁' };
let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
};

const headerOf = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

/** A server that takes its turns with each request, then answers 200; it also signs people in, with a new token each time. */
const serving = async (turns: Turn[]): Promise<{ url: string; heard: Heard[] }> => {
  const heard: Heard[] = [];
  let tokensGiven = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const json = (status: number, body: unknown): unknown =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const body = await textOf(request);
    if (request.url === '/.well-known/openid-configuration') {
      json(200, { token_endpoint: `http://${request.headers.host}/token` });
      return;
    }
    if (request.url === '/token') {
      tokensGiven += 1;
      json(200, { access_token: `token-${tokensGiven}`, expires_in: 3600 });
      return;
    }
    heard.push({ key: headerOf(request.headers['idempotency-key']), token: request.headers.authorization, body });
    const turn = turns.shift() ?? 200;
    if (turn === 'hang-up') request.socket.destroy();
    else if (turn === 'lost')
      response.writeHead(200, { 'content-length': '100' }).write('{"half', () => request.socket.destroy());
    else json(turn, turn >= 400 ? { code: 'said-no' } : { done: true });
  };
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>(listening => server?.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, heard };
};

const callerTo = (url: string, more: Partial<CallerOptions> = {}) =>
  caller({
    urls: [url],
    tokens: tokens({ issuer: url, password: 'demo' }),
    patienceMs: 20_000,
    signal: new AbortController().signal,
    ...more,
  });

test('a command is sent again with the same key until something answers it', async () => {
  const { url, heard } = await serving([503, 'hang-up', 500, 'lost', 429]);
  const { call, traffic } = callerTo(url);
  expect(await call(officer, 'POST', '/act', { body: { n: 1 } })).toEqual({ status: 200, body: { done: true } });
  expect(heard).toHaveLength(6);
  expect(new Set(heard.map(({ key, body }) => `${key} ${body}`)).size).toBe(1);
  expect(heard[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
  expect(traffic).toEqual({ sent: 6, retried: 5 });
});

test('a token that is refused is replaced', async () => {
  const { url, heard } = await serving([401]);
  expect(await callerTo(url).call(officer, 'GET', '/list')).toMatchObject({ status: 200 });
  expect(heard.map(({ token }) => token)).toEqual(['Bearer token-1', 'Bearer token-2']);
});

test.each([400, 403, 404, 409, 422])('%i is an answer and is not asked again', async status => {
  const { url, heard } = await serving([status]);
  expect(await callerTo(url).call(officer, 'POST', '/act')).toEqual({
    status,
    code: 'said-no',
    body: { code: 'said-no' },
  });
  expect(heard).toHaveLength(1);
});

test('with several addresses the next one is tried when one is away', async () => {
  const { url } = await serving([]);
  const { call } = callerTo(url, { urls: ['http://127.0.0.1:9', url] });
  expect(await call(officer, 'GET', '/list')).toMatchObject({ status: 200 });
});

test('when patience ends it says what stood in the way', async () => {
  const { url } = await serving([503, 503, 503, 503, 503]);
  const asked = callerTo(url, { patienceMs: 100 }).call(officer, 'POST', '/act');
  await expect(asked).rejects.toThrow(new Unreachable('POST /act: 503 said-no'));
});
