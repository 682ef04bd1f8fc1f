import { randomInt } from 'node:crypto';
import * as z from 'zod';

export const Generate = z.strictObject({
  PasswordLength: z.number().int().default(32),
  ExcludeCharacters: z.string().default(''),
  ExcludePunctuation: z.boolean().default(false),
  ExcludeLowercase: z.boolean().default(false),
  ExcludeUppercase: z.boolean().default(false),
  ExcludeNumbers: z.boolean().default(false),
  IncludeSpace: z.boolean().default(false),
  RequireEachIncludedType: z.boolean().default(true),
  SecretStringTemplate: z.string().optional(),
  GenerateStringKey: z.string().optional(),
});

/** A value as `GenerateSecretString` asks for it. */
export function generateSecret(how: z.infer<typeof Generate>): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const pool = [
    how.ExcludeLowercase ? '' : letters,
    how.ExcludeUppercase ? '' : letters.toUpperCase(),
    how.ExcludeNumbers ? '' : '0123456789',
    how.ExcludePunctuation ? '' : '!#$%&()*+,-./:;<=>?@[]^_{|}~',
    how.IncludeSpace ? ' ' : '',
  ].join('');
  const allowed = [...pool].filter(letter => !how.ExcludeCharacters.includes(letter));
  const value = Array.from({ length: how.PasswordLength }, () => allowed[randomInt(allowed.length)]).join('');
  if (how.SecretStringTemplate === undefined || how.GenerateStringKey === undefined) return value;
  const template = z.record(z.string(), z.unknown()).parse(JSON.parse(how.SecretStringTemplate));
  return JSON.stringify({ ...template, [how.GenerateStringKey]: value });
}
