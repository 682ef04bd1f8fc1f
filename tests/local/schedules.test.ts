import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startClockwork } from '../../local/schedules/clockwork.ts';
import { schedule } from '../../local/schedules/expression.ts';
import { openState, type State } from '../../local/state.ts';

const at = (text: string): number => Date.parse(text);

test.each([
  ['rate(1 minute)', '2026-11-21T10:00:30Z', '2026-11-21T10:01:00Z'],
  ['rate(5 minutes)', '2026-11-21T10:05:00Z', '2026-11-21T10:10:00Z'],
  ['rate(1 day)', '2026-11-21T10:05:00Z', '2026-11-22T00:00:00Z'],
  ['cron(10 16 * * ? *)', '2026-11-21T16:10:00Z', '2026-11-22T16:10:00Z'],
  ['cron(0/15 8-9 ? * MON-FRI *)', '2026-11-20T09:45:00Z', '2026-11-23T08:00:00Z'],
  ['cron(0 0 1,15 FEB ? *)', '2026-02-01T00:00:00Z', '2026-02-15T00:00:00Z'],
  ['cron(0 0 29 2 ? *)', '2026-11-21T00:00:00Z', '2028-02-29T00:00:00Z'],
])('%s rings next after %s at %s', (expression, after, next) => {
  expect(new Date(schedule(expression)(at(after))).toISOString()).toBe(new Date(next).toISOString());
});

test.each(['rate(1 fortnight)', 'cron(0 0 L * ? *)', 'cron(* * *)', 'every minute'])('%s is refused', expression => {
  expect(() => schedule(expression)).toThrow(expect.objectContaining({ code: 'unsupported-schedule' }));
});

let state: State;
let rung: string[];
const target = {
  invoke: async (event: unknown) => {
    rung.push(Object(event).time);
    return { ok: true, result: undefined } as const;
  },
};
const rule = (id: string, expression: string) => ({
  id,
  arn: `arn:${id}`,
  next: schedule(expression),
  targets: [{ target }],
});

beforeEach(() => {
  state = openState(mkdtempSync(join(tmpdir(), 'state-')));
  rung = [];
  vi.useFakeTimers({ now: at('2026-11-21T10:00:30Z') });
});
afterEach(() => {
  vi.useRealTimers();
  state.close();
});

test('a rule rings at each of its times with the time in the event, and not before the first', async () => {
  const clockwork = startClockwork([rule('each-minute', 'rate(1 minute)')], state);
  expect(rung).toEqual([]);
  await vi.advanceTimersByTimeAsync(120_000);
  clockwork.stop();
  expect(rung).toEqual(['2026-11-21T10:01:00Z', '2026-11-21T10:02:00Z']);
});

test('a rule far away rings on its day', async () => {
  const clockwork = startClockwork([rule('night', 'cron(10 16 * * ? *)')], state);
  await vi.advanceTimersByTimeAsync(2 * 86_400_000);
  clockwork.stop();
  expect(rung).toEqual(['2026-11-21T16:10:00Z', '2026-11-22T16:10:00Z']);
});

test('what should have rung while nothing ran rings once at the next start, with its own time', async () => {
  startClockwork([rule('night', 'cron(10 16 * * ? *)')], state).stop();
  vi.setSystemTime(at('2026-11-24T03:00:00Z'));
  const clockwork = startClockwork([rule('night', 'cron(10 16 * * ? *)')], state);
  clockwork.stop();
  expect(rung).toEqual(['2026-11-23T16:10:00Z']);
  startClockwork([rule('night', 'cron(10 16 * * ? *)')], state).stop();
  expect(rung).toHaveLength(1);
});
