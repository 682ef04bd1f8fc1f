import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { readKept } from '../read-kept.ts';
import { writeSafely } from '../write-safely.ts';

const Jwk = z.looseObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
});
const Kept = z.object({ key: Jwk, cookies: z.string(), password: z.string() });

/** What the demo issuer keeps between starts: its signing key, its cookie key, and the one password of all demo people. */
export type IdentitySecrets = z.infer<typeof Kept>;

/** Reads them from the data folder, or makes them; without a folder, for this run only. */
export function identitySecrets(folder?: string): IdentitySecrets {
  const file = folder === undefined ? undefined : join(folder, 'keys', 'identity.json');
  if (file !== undefined && existsSync(file)) return readKept(file, text => Kept.parse(JSON.parse(text)));
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const key = Jwk.parse({ ...jwk, kid: randomBytes(8).toString('hex'), alg: 'ES256', use: 'sig' });
  const made = { key, cookies: randomBytes(32).toString('base64url'), password: easyPassword() };
  if (file !== undefined) writeSafely(file, JSON.stringify(made));
  return made;
}

/** Easy to read out and to type: no letters that look alike. */
const easyPassword = (): string =>
  Array.from({ length: 10 }, () => 'abcdefghjkmnpqrstuvwxyz23456789'[randomInt(31)]).join('');
