import type * as z from 'zod';
import { fieldProblems } from '../contract/codes.ts';
import { Fault } from '../domain/fault.ts';

/** A caller mends a few fields at a time; a page of them is no help. */
const mostProblems = 50;

/** @throws Fault invalid/fields naming each field */
export const parse = <T extends z.ZodType>(schema: T, value: unknown): z.output<T> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Fault('invalid', 'fields', { errors: fieldProblems(parsed.error).slice(0, mostProblems) });
};
