import { expect } from 'vitest';
import { stop } from './bodies.ts';
import type { Requester } from './county.ts';

export const ours = (id: string, rest = '') => `/police/instructions/${id}${rest}`;
export const theirs = (id: string, rest = '') => `/bank/instructions/${id}${rest}`;

/** A command that is taken. */
export const done = async (who: Requester, path: string, body: unknown = {}) => {
  const answer = await who('POST', path, body);
  expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBe(200);
  return answer.body;
};

/** What tests do as a police officer, again and again. */
export const office = (police: Requester) => ({
  /** Issues a stop on an account of its own and gives its id. */
  issued: async (change: Record<string, unknown> = {}): Promise<string> => {
    const { status, body } = await police('POST', '/police/instructions', stop(change));
    expect(status, JSON.stringify(body)).toBe(201);
    return body.id;
  },
  read: async (id: string) => (await police('GET', ours(id))).body,
  stateOf: async (id: string): Promise<string> => (await police('GET', ours(id))).body.state,
  eventOf: async (id: string, type: string) =>
    (await police('GET', ours(id))).body.timeline.find((each: { type: string }) => each.type === type),
});

export type Office = ReturnType<typeof office>;
