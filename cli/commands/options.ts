import * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';

/** For options that may be given several times. */
export const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

export const text = z.string().optional();
export const texts = z.array(z.string()).default([]);
export const flag = z.boolean().default(false);
const count = z.coerce.number().int().min(1);

/** Options of every command that changes an instruction. */
export const changing = { key: text, ifNumber: count.optional() };

/** @throws Fault invalid/usage-lacking naming every option that is missing */
export const needed = <T extends Readonly<Record<string, string | undefined>>>(
  options: T,
): { readonly [N in keyof T]: string } => {
  const lacking = Object.keys(options).filter(name => options[name] === undefined);
  if (lacking.length > 0)
    throw new Fault('invalid', 'usage-lacking', { options: lacking.map(name => `--${name}`).join(' ') });
  const given = Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return Object.fromEntries(given);
};

/** The key of a table that an option means, by name or by its Chinese title. @throws Fault invalid/usage-choice */
export const chosen = <K extends string>(option: string, given: string, choices: Readonly<Record<K, string>>): K => {
  const names = Object.keys(choices).filter((name): name is K => Object.hasOwn(choices, name));
  const found = names.find(name => name === given || choices[name] === given);
  if (found) return found;
  throw new Fault('invalid', 'usage-choice', {
    option,
    choices: names.map(name => `${name} ${choices[name]}`).join('、'),
  });
};

/** The members of an object that are there. */
export const given = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
