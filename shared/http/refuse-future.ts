import type { FieldProblem } from '../contract/codes.ts';
import { Fault } from '../domain/fault.ts';
import { liesAhead } from '../domain/instant.ts';

/** Members of requests that say when something happened; `until` may lie ahead. */
const past = new Set(['at', 'reportedAt', 'executedAt', 'releasedAt']);

const ahead = (value: unknown, now: number, path: readonly string[]): FieldProblem[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const here = [...path, name];
    if (typeof member !== 'number') return ahead(member, now, here);
    return past.has(name) && liesAhead(member, now)
      ? [{ field: here.join('.'), code: 'instant-in-future' as const }]
      : [];
  });
};

/** What is said to have happened has happened. @throws Fault invalid/fields naming each instant that lies ahead of `now` (epoch ms) */
export const refuseFuture = (body: unknown, now: number): void => {
  const errors = ahead(body, now, []);
  if (errors.length > 0) throw new Fault('invalid', 'fields', { errors });
};
