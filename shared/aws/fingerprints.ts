import { createHmac } from 'node:crypto';
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import type { Fingerprinter } from '../contract/fingerprints.ts';
import { Fault } from '../domain/fault.ts';
import { cached } from './cached.ts';

const Keys = z.object({ current: z.string() }).catchall(z.string().min(32));

/** How long a function goes on with the key versions it knows; a rotation keeps both valid for far longer. */
const rememberMs = 300_000;

/** Account fingerprints, `version:hmac`, under each key version of the secret. */
export const secretFingerprints = (
  secrets: SecretsManagerClient,
  secret: string,
  clock: () => number,
): Fingerprinter => {
  const read = async (name: string) => {
    const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: name }));
    return Keys.parse(JSON.parse(SecretString ?? ''));
  };
  const load = cached(rememberMs, clock, read, { outlives: true });
  return {
    of: async (headOffice, number) => {
      const { current, ...keys } = await load(secret);
      const under = (version: string, key: string): string =>
        `${version}:${createHmac('sha256', key).update(`${headOffice}\n${number}`).digest('hex')}`;
      const all = Object.entries(keys).map(([version, key]) => under(version, key));
      const inForce = keys[current];
      // Without it every account would have the same fingerprint.
      if (inForce === undefined) throw new Fault('bug', 'fingerprint-key-missing', { version: current });
      return { current: under(current, inForce), all };
    },
  };
};
