import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { calculateJwkThumbprint } from 'jose/jwk/thumbprint';
import { flattenedVerify } from 'jose/jws/flattened/verify';
import { describe, expect, it } from 'vitest';
import { derFromRaw, publicKeyOf, rawFromDer } from '../../shared/contract/es256.ts';
import { assembleDetached, detachedInput, headerOf, verifyDetached } from '../../shared/contract/jws.ts';
import { canonical } from '../../shared/contract/record.ts';
import { isFault } from '../../shared/domain/fault.ts';

const pair = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { privateKey, spki: new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })) };
};
const { privateKey, spki } = pair();
const key = await publicKeyOf(spki, 'key-1');
const jwks = { keys: [key] };
const header = { alg: 'ES256', kid: 'key-1', typ: 'instruction' };
const payload = { details: { target: { holder: '王小明' } }, order: { id: '01K', amount: 5_000_000 } };

const signed = (head: typeof header, body: unknown): string =>
  assembleDetached(head, rawFromDer(sign('sha256', Buffer.from(detachedInput(head, body)), privateKey)));

describe('a detached signature', () => {
  const jws = signed(header, payload);

  it('verifies for the same payload in any order of members', async () => {
    expect(await verifyDetached(jws, payload, jwks, 'instruction')).toBe(true);
    expect(
      await verifyDetached(
        jws,
        { order: { amount: 5_000_000, id: '01K' }, details: payload.details },
        jwks,
        'instruction',
      ),
    ).toBe(true);
  });

  it('is a JWS as any library knows it, once the payload is put back', async () => {
    const [protectedHeader = '', , signature = ''] = jws.split('.');
    const restored = {
      protected: protectedHeader,
      payload: Buffer.from(canonical(payload)).toString('base64url'),
      signature,
    };
    const verified = await flattenedVerify(restored, key);
    expect(JSON.parse(Buffer.from(verified.payload).toString())).toEqual(payload);
    expect(verified.protectedHeader).toEqual(header);
    expect(headerOf(jws)).toEqual(header);
  });

  it('fails for any other payload, thing or key', async () => {
    const other = await publicKeyOf(pair().spki, 'key-1');
    expect(await verifyDetached(jws, { ...payload, details: {} }, jwks, 'instruction')).toBe(false);
    expect(await verifyDetached(jws, payload, jwks, 'receipt')).toBe(false);
    expect(await verifyDetached(jws, payload, { keys: [other] }, 'instruction')).toBe(false);
    expect(await verifyDetached(jws, payload, { keys: [{ ...key, kid: 'key-2' }] }, 'instruction')).toBe(false);
    expect(await verifyDetached(jws, payload, { keys: [] }, 'instruction')).toBe(false);
  });

  it('fails, and does not throw, for any altered character', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(jws.length - 1), fc.integer({ min: 0x20, max: 0x7e }), async (at, code) => {
        const altered = jws.slice(0, at) + String.fromCharCode(code) + jws.slice(at + 1);
        // The last character of base64url of 64 bytes carries two bits; the others of it are no part of the signature.
        if (
          Buffer.from(altered.split('.')[2] ?? '', 'base64url').equals(
            Buffer.from(jws.split('.')[2] ?? '', 'base64url'),
          ) &&
          at > jws.lastIndexOf('.')
        )
          return;
        if (altered !== jws) expect(await verifyDetached(altered, payload, jwks, 'instruction')).toBe(false);
      }),
    );
  });

  it.each(['', '.', '..', 'a.b.c', '....', '!..!', `${jws}.x`, jws.replace('..', '.e30.')])('is not %j', async text => {
    expect(await verifyDetached(text, payload, jwks, 'instruction')).toBe(false);
  });

  it('is not made without an algorithm', async () => {
    const bare = assembleDetached({ ...header, alg: 'none' }, new Uint8Array());
    expect(await verifyDetached(bare, payload, jwks, 'instruction')).toBe(false);
  });
});

describe('forms of a signature', () => {
  const half = fc.oneof(
    fc.uint8Array({ minLength: 32, maxLength: 32 }),
    fc.nat(31).map(zeros => new Uint8Array(32).fill(0xff, zeros)),
    fc.nat(31).map(zeros => new Uint8Array(32).fill(0x7f, zeros)),
    fc.nat(255).map(last => new Uint8Array(32).with(31, last)),
  );

  it('goes from r||s to DER and back, short numbers included', () => {
    fc.assert(
      fc.property(half, half, (r, s) => {
        const raw = new Uint8Array([...r, ...s]);
        expect(rawFromDer(derFromRaw(raw))).toEqual(raw);
      }),
    );
  });

  it('agrees with what OpenSSL makes and takes', () => {
    const message = Buffer.from('止付');
    for (let time = 0; time < 300; time += 1) {
      const der = new Uint8Array(sign('sha256', message, privateKey));
      const raw = rawFromDer(der);
      expect(verify('sha256', message, { key: createPublicKey(privateKey), dsaEncoding: 'ieee-p1363' }, raw)).toBe(
        true,
      );
      expect(derFromRaw(raw)).toEqual(der);
    }
  });

  it.each<[string, number[]]>([
    ['nothing', []],
    ['another tag', [0x31, 6, 2, 1, 1, 2, 1, 1]],
    ['a wrong length', [0x30, 7, 2, 1, 1, 2, 1, 1]],
    ['bytes after the end', [0x30, 7, 2, 1, 1, 2, 1, 1, 0]],
    ['a negative number', [0x30, 6, 2, 1, 0x80, 2, 1, 1]],
    ['a number with a zero too many', [0x30, 7, 2, 2, 0, 1, 2, 1, 1]],
    ['an empty number', [0x30, 5, 2, 0, 2, 1, 1]],
    ['a number cut short', [0x30, 6, 2, 1, 1, 2, 9, 1]],
    ['a number too long', [0x30, 38, 2, 33, ...new Array(33).fill(1), 2, 1, 1]],
  ])('refuses %s', (_, bytes) => {
    expect(() => rawFromDer(Uint8Array.from(bytes))).toThrow(expect.toSatisfy((e: unknown) => isFault(e, 'bug')));
  });
});

describe('a published key', () => {
  it('is the key of the DER form', () => {
    const { x, y } = createPublicKey(privateKey).export({ format: 'jwk' });
    expect(key).toEqual({ kty: 'EC', crv: 'P-256', x, y, kid: 'key-1', alg: 'ES256', use: 'sig' });
  });

  it('is named by its thumbprint where it has no name', async () => {
    const { kid, ...rest } = await publicKeyOf(spki);
    expect(kid).toBe(await calculateJwkThumbprint(rest));
  });
});
