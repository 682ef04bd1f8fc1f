import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { afterAll, describe, expect, it } from 'vitest';
import { signingKey } from '../../local/services/ecdsa.ts';
import { kms } from '../../local/services/kms.ts';
import { startServices } from '../../local/services/server.ts';
import { kmsSigner } from '../../shared/aws/signer.ts';
import { headerOf, verifyDetached } from '../../shared/contract/jws.ts';
import { isFault } from '../../shared/domain/fault.ts';

const keyId = '5c9a3c1e-0f5d-4a43-9a53-0d1f6a4b7c22';
const arn = `arn:aws:kms:eu-central-1:000000000000:key/${keyId}`;
const services = await startServices(kms(new Map([[keyId, signingKey()]]), new Map()), 0);
const asked: string[] = [];
const client = new KMSClient({
  endpoint: `http://127.0.0.1:${services.port}`,
  region: 'eu-central-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
client.middlewareStack.add(
  (next, { commandName }) =>
    args => {
      asked.push(String(commandName));
      return next(args);
    },
  { step: 'initialize' },
);
afterAll(() => {
  client.destroy();
  return services.stop();
});

const payload = { order: { id: '01K' }, details: { reason: '冒充公检法' } };

describe('the signer', () => {
  it('makes signatures that verify with the published key, by id or by ARN', async () => {
    for (const name of [keyId, arn]) {
      const signer = kmsSigner(client, name);
      const jws = await signer.sign(payload, 'instruction');
      expect(headerOf(jws)).toEqual({ alg: 'ES256', kid: keyId, typ: 'instruction' });
      expect(await verifyDetached(jws, payload, await signer.jwks(), 'instruction')).toBe(true);
      expect(await verifyDetached(jws, { ...payload, details: {} }, await signer.jwks(), 'instruction')).toBe(false);
    }
  });

  it('costs one call a signature, and one for the key in the life of a container', async () => {
    const signer = kmsSigner(client, keyId);
    asked.length = 0;
    await signer.sign(payload, 'receipt');
    await signer.sign(payload, 'receipt');
    await Promise.all([signer.jwks(), signer.jwks()]);
    await signer.jwks();
    expect(asked).toEqual([SignCommand.name, SignCommand.name, GetPublicKeyCommand.name]);
  });

  it('asks again for a key it could not fetch', async () => {
    let broken = true;
    const shaky = new KMSClient({
      endpoint: `http://127.0.0.1:${services.port}`,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    shaky.middlewareStack.add(
      next => args => {
        if (broken) throw new Error('no connection');
        return next(args);
      },
      { step: 'initialize' },
    );
    const signer = kmsSigner(shaky, keyId);
    await expect(signer.jwks()).rejects.toThrow('no connection');
    broken = false;
    expect((await signer.jwks()).keys).toHaveLength(1);
    shaky.destroy();
  });

  it('does not sign with an alias, whose key may change', () => {
    for (const name of ['alias/signing', 'arn:aws:kms:eu-central-1:000000000000:alias/signing'])
      expect(() => kmsSigner(client, name)).toThrow(
        expect.toSatisfy((e: unknown) => isFault(e, 'bug') && e.code === 'signing-key-alias'),
      );
  });
});
