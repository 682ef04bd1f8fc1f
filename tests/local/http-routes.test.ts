import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { cors } from '../../local/http/cors.ts';
import { matchRoute, type Route } from '../../local/http/routes.ts';
import { Cors } from '../../local/realise/http-api.ts';

const target = { spec: { id: '' } } as Route['target'];
const routes = [
  'ANY /police/{proxy+}',
  'GET /health',
  'ANY /health',
  'GET /pages/{token}',
  'POST /pages/{token}/signature',
  'ANY $default',
].map((key): Route => {
  const [method = '', path = ''] = key.split(' ');
  return { key, method, path, target };
});

test.each([
  ['POST', '/police/instructions/1', 'ANY /police/{proxy+}', { proxy: 'instructions/1' }],
  ['GET', '/health', 'GET /health', {}],
  ['POST', '/health', 'ANY /health', {}],
  ['GET', '/pages/abc', 'GET /pages/{token}', { token: 'abc' }],
  ['POST', '/pages/abc/signature', 'POST /pages/{token}/signature', { token: 'abc' }],
  ['POST', '/pages/abc', 'ANY $default', {}],
  ['GET', '/police/', 'ANY $default', {}],
  ['GET', '/nowhere', 'ANY $default', {}],
])('%s %s goes to %s', (method, path, key, parameters) => {
  const matched = matchRoute(routes, method, path);
  expect([matched?.route.key, matched?.parameters]).toEqual([key, parameters]);
});

const rules = Cors.parse({
  AllowOrigins: ['http://a.example'],
  AllowMethods: ['GET'],
  AllowHeaders: ['authorization'],
  MaxAge: 60,
  AllowCredentials: 'true',
});

function asked(method: string, headers: Record<string, string>) {
  const request = Object.assign(new IncomingMessage(new Socket()), { method, headers });
  const response = new ServerResponse(request);
  return { answered: cors(rules, request, response), response };
}

test('a preflight of an allowed origin is answered, another origin gets no permission', () => {
  const preflight = asked('OPTIONS', { origin: 'http://a.example', 'access-control-request-method': 'GET' });
  expect([preflight.answered, preflight.response.statusCode, preflight.response.getHeaders()]).toEqual([
    true,
    204,
    expect.objectContaining({
      'access-control-allow-origin': 'http://a.example',
      'access-control-allow-methods': 'GET',
      'access-control-max-age': '60',
    }),
  ]);
  expect(asked('GET', { origin: 'http://a.example' }).response.getHeader('access-control-allow-origin')).toBe(
    'http://a.example',
  );
  expect(asked('GET', { origin: 'http://b.example' }).response.getHeaderNames()).toEqual([]);
});
