import type { Hono } from 'hono';
import { Fault } from '../domain/fault.ts';
import type { Edge } from './edge.ts';
import { pattern } from './mount.ts';

type Paths = Readonly<Record<string, { readonly path: string }>>;

/** A path that is there, asked with a method that is not: 405, naming those that are. Comes after all routes. */
export const refuseOtherMethods = (app: Hono<Edge>, readings: Paths, commands: Paths): void => {
  const methods = new Map<string, string[]>();
  const add = (method: string, paths: Paths): void => {
    for (const { path } of Object.values(paths)) methods.set(path, [...(methods.get(path) ?? []), method]);
  };
  add('GET', readings);
  add('POST', commands);
  for (const [path, allowed] of methods)
    app.all(pattern(path), () => {
      throw new Fault('invalid', 'method', { allow: allowed.join(', ') });
    });
};
