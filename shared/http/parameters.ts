import type * as z from 'zod';
import type { FieldProblem } from '../contract/codes.ts';
import { Ulid } from '../contract/fields.ts';
import { Fault } from '../domain/fault.ts';
import type { EdgeContext } from './edge.ts';
import { parse } from './parse.ts';

/** Id in the path, empty where the route has none. @throws Fault missing/instruction where it cannot be an id of ours */
export const idOf = (c: EdgeContext): string => {
  const id = c.req.param('id');
  if (id === undefined) return '';
  if (!Ulid.safeParse(id).success) throw new Fault('missing', 'instruction');
  return id;
};

/** Number of the event a telephone entry made. @throws Fault missing/phone-entry */
export const entryOf = (c: EdgeContext): number => {
  const entry = c.req.param('entry') ?? '0';
  if (!/^(0|[1-9][0-9]{0,5})$/.test(entry)) throw new Fault('missing', 'phone-entry');
  return Number(entry);
};

/** @throws Fault invalid/fields naming what is unknown, wrong or there twice */
export const queryOf = <Q extends z.ZodObject>(c: EdgeContext, schema: Q): z.output<Q> => {
  const given = Object.entries(c.req.queries());
  const twice = given.filter(([, values]) => values.length > 1);
  const errors = twice.map(([field]): FieldProblem => ({ field, code: 'duplicate-field' }));
  if (errors.length > 0) throw new Fault('invalid', 'fields', { errors });
  return parse(schema, Object.fromEntries(given.map(([name, [value]]) => [name, value])));
};
