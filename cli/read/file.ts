import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';
import { said } from './said.ts';

/** The bytes of a file; `-` is standard input. @throws Fault invalid/usage-file */
export const bytesOf = (file: string): Uint8Array<ArrayBuffer> => {
  try {
    return new Uint8Array(readFileSync(file === '-' ? 0 : file));
  } catch (error) {
    throw new Fault('invalid', 'usage-file', { file, said: said(error) }, { cause: error });
  }
};

export const textOf = (file: string): string => new TextDecoder().decode(bytesOf(file)).replace(/^\uFEFF/, '');

/** @throws Fault invalid/usage-file, invalid/usage-json */
export const jsonOf = (file: string): unknown => {
  const text = textOf(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Fault('invalid', 'usage-json', { file }, { cause: error });
  }
};

/** What a JSON file says, as its schema reads it. @throws Fault invalid/usage-file-content naming the places, never the values */
export const parsedFrom = <T extends z.ZodType>(file: string, schema: T): z.output<T> => {
  const { data, success, error } = schema.safeParse(jsonOf(file));
  if (success) return data;
  const problems = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw new Fault('invalid', 'usage-file-content', { file, problems });
};

/** SHA-256 of a file, in hex. @throws Fault invalid/usage-file */
export const sha256Of = (file: string): string => createHash('sha256').update(bytesOf(file)).digest('hex');
