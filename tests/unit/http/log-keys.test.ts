import { beforeEach, expect, it } from 'vitest';
import * as z from 'zod';
import { Fault } from '../../../shared/domain/fault.ts';
import { openEdge } from '../../../shared/http/edge.ts';

const Incident = z.object({ incident: z.uuid() });
const id = '01KJQ6T0ZV8Q4N9E2M5R7S3XWY';
let lines: unknown[] = [];
beforeEach(() => {
  lines = [];
});

const keep =
  (level: string) =>
  (...said: unknown[]): void => {
    lines.push([level, ...said]);
  };
const app = openEdge({ info: keep('info'), warn: keep('warn'), error: keep('error') });
app.get('/police/instructions/:id', c => c.json({}));
app.post('/police/instructions', c => c.json({}, 201, { Location: `/police/instructions/${id}` }));
app.get('/police/banks', c => c.json({}));
app.post('/police/instructions/:id/confirmation', () => {
  throw new Fault('transient', 'service-busy', {}, { cause: new TypeError('socket hang up') });
});
app.post('/police/instructions/:id/contest', () => {
  throw new Error('a defect');
});

const ask = (method: string, path: string) => app.request(path, { method }, { requestContext: { requestId: 'req-1' } });
const keys = { requestId: 'req-1', instruction: id };

it('a request about an instruction leaves a line under both ids, and one about none leaves none', async () => {
  await ask('GET', `/police/instructions/${id}`);
  await ask('GET', '/police/banks');
  expect(lines).toEqual([['info', 'answered', { ...keys, method: 'GET', status: 200 }]]);
});

it('an issue is found by the instruction that it made', async () => {
  await ask('POST', '/police/instructions');
  expect(lines).toEqual([['info', 'answered', { ...keys, method: 'POST', status: 201 }]]);
});

it('what was refused for now says what caused it, under the gateway’s id', async () => {
  await ask('POST', `/police/instructions/${id}/confirmation`);
  const cause = { name: 'TypeError', message: 'socket hang up' };
  expect(lines).toEqual([
    ['warn', 'refused for now', { ...keys, fault: 'transient/service-busy', details: {}, cause }],
    ['info', 'answered', { ...keys, method: 'POST', status: 503 }],
  ]);
});

it('a defect is logged whole, and found by the incident that the caller was told', async () => {
  const told = await ask('POST', `/police/instructions/${id}/contest`);
  const { incident } = Incident.parse(await told.json());
  expect(lines[0]).toEqual(['error', 'bug', { ...keys, incident, error: new Error('a defect') }]);
});

it('what looks like no id of ours reaches no log', async () => {
  await ask('GET', '/police/instructions/6230650000000012345');
  expect(lines).toEqual([]);
});
