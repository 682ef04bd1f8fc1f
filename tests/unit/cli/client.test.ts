import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { apiOf } from '../../../cli/api/client.ts';
import { Listing } from '../../../cli/api/views.ts';
import { failureOf } from '../../../cli/failure.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

interface Seen {
  readonly key: string;
  readonly match: string;
  readonly body: string;
}

const done = { id: '01KJQ6T0ZV8Q4N9E2M5R7S3XWY', state: 'issued', number: 1, attempt: 1, at: null, dueAt: null };

/** An API that answers as told, one answer a request, the last for ever. */
const serve = async (...answers: ((response: ServerResponse) => void)[]) => {
  const seen: Seen[] = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', chunk => {
      body += chunk;
    });
    request.on('end', () => {
      seen.push({ key: String(request.headers['idempotency-key']), match: String(request.headers['if-match']), body });
      answers[Math.min(seen.length, answers.length) - 1]?.(response);
    });
  });
  await new Promise<void>(resolve => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { seen, api: apiOf(`http://127.0.0.1:${port}`, async () => 'token') };
};

const lost = (response: ServerResponse): void => void response.destroy();
const halfway = (response: ServerResponse): void => {
  response.writeHead(201, { 'content-length': '100' });
  response.write('{');
  setImmediate(() => response.destroy());
};
const busy = (response: ServerResponse): void => void response.writeHead(503).end('{}');
const well = (response: ServerResponse): void => void response.writeHead(201).end(JSON.stringify(done));

test('a command goes again under the same key when the connection or the answer is lost', async () => {
  const { seen, api } = await serve(lost, halfway, busy, well);
  const { answer } = await api.post('/police/instructions', { a: 1 }, { ifNumber: 7 });
  expect(answer).toEqual(done);
  expect(new Set(seen.map(({ key }) => key)).size).toBe(1);
  expect(new Set(seen.map(({ body, match }) => body + match))).toEqual(new Set(['{"a":1}"7"']));
});

test('one that stays lost says by which key it may be repeated', async () => {
  const { seen, api } = await serve(lost);
  const error = await api.post('/police/instructions', {}).catch(caught => caught);
  expect(failureOf(error)).toMatchObject({
    exit: 1,
    code: 'unreachable',
    titles: { zh: expect.stringContaining(seen[0]?.key ?? '?') },
  });
});

test('a refusal is not repeated, and one that is no problem of ours is said to be foreign', async () => {
  const problem = { status: 409, code: 'illegal-act', titles: { zh: '当前状态不能这样办', en: 'not now' } };
  const refused = await serve(response => response.writeHead(409).end(JSON.stringify(problem)));
  await expect(refused.api.post('/x', {})).rejects.toMatchObject({ kind: 'conflict', code: 'illegal-act' });
  expect(refused.seen).toHaveLength(1);
  server?.close();
  const foreign = await serve(response => response.writeHead(200).end('<html>'));
  await expect(foreign.api.get('/x', Listing)).rejects.toMatchObject({ code: 'not-ours' });
});
