import type { Hono } from 'hono';
import type * as z from 'zod';
import type { ActOutcome, Command } from '../app/act-on.ts';
import type { Principal } from '../contract/directory.ts';
import type { Answers } from '../contract/responses/answers.ts';
import { type Commanding, noQuery, type Reading } from '../contract/routes/route.ts';
import { Fault } from '../domain/fault.ts';
import { commandOf } from './command.ts';
import type { Edge, EdgeContext } from './edge.ts';
import { entryOf, idOf, queryOf } from './parameters.ts';
import { readBody } from './read-body.ts';
import { sameTag } from './same-tag.ts';
import { answered } from './summary-view.ts';

export interface Read<Q> {
  readonly by: Principal;
  /** Empty where the path names no instruction. */
  readonly id: string;
  readonly query: Q;
}

export interface Told<B> {
  readonly by: Principal;
  readonly id: string;
  /** 0 where the path names no telephone entry. */
  readonly entry: number;
  readonly body: B;
  readonly command: Command;
  readonly ifNumber?: number;
}

/** The shape of an event hangs on its type, which real answers are held against and the compiler is not. */
type Body<A extends keyof Answers> = A extends 'detail' | 'policeDetail' ? object : z.input<Answers[A]>;

export interface Reply<A extends keyof Answers> {
  readonly body: Body<A>;
  /** Number of the last event, where the answer is one instruction. */
  readonly number?: number;
}

export type Reader<R extends Reading> = (read: Read<z.output<R['query']>>) => Promise<Reply<R['answer']>>;
export type Doer<C extends Commanding> = (told: Told<z.output<C['body']>>) => Promise<ActOutcome>;

/** As Hono writes a path. */
export const pattern = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

const mountReading = <R extends Reading>(app: Hono<Edge>, route: R, reader: Reader<R>): void => {
  app.get(pattern(route.path), async c => {
    const id = idOf(c);
    const { body, number } = await reader({ by: c.get('principal'), id, query: queryOf<R['query']>(c, route.query) });
    if (number === undefined) return c.json(body);
    const tag = `"${number}"`;
    c.header('ETag', tag);
    return sameTag(c.req.header('if-none-match'), tag) ? c.body(null, 304) : c.json(body);
  });
};

const acted = (c: EdgeContext, { answer, how, status }: ActOutcome): Response => {
  if (how === 'replay') c.header('Idempotency-Replayed', 'true');
  c.header('ETag', `"${answer.number}"`);
  return c.json(answered(answer), status === 201 ? 201 : 200);
};

const requireRole = ({ roles }: Principal, allowed: readonly string[]): void => {
  if (!roles.some(role => allowed.includes(role))) throw new Fault('forbidden', 'role-missing', { roles: allowed });
};

/** One command: who may, what it says, under which key; done once, and answered with the new state and its number. */
export const mountCommand = <C extends Commanding>(
  app: Hono<Edge>,
  route: C,
  clock: () => number,
  doer: Doer<C>,
): void => {
  app.post(pattern(route.path), async c => {
    const by = c.get('principal');
    requireRole(by, route.roles);
    const id = idOf(c);
    const entry = entryOf(c);
    queryOf(c, noQuery);
    const { raw, body } = await readBody<C['body']>(c, route, clock);
    const outcome = await doer({ by, id, entry, body, ...(await commandOf(c, raw)) });
    if (!id) c.header('Location', `${c.req.path}/${outcome.answer.id}`);
    return acted(c, outcome);
  });
};

export const mountReadings = <T extends Readonly<Record<string, Reading>>>(
  app: Hono<Edge>,
  table: T,
  readers: { readonly [N in keyof T]: Reader<T[N]> },
): void => {
  for (const name in table) mountReading(app, table[name], readers[name]);
};
