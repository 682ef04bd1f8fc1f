import { calculateJwkThumbprint } from 'jose/jwk/thumbprint';
import * as z from 'zod';
import { Fault } from '../domain/fault.ts';
import { sha256 } from './canonical.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const Point = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() });
const PublicKey = Point.extend({ kid: z.string(), alg: z.literal('ES256'), use: z.literal('sig') });
/** A public key as published. */
export type PublicKey = z.infer<typeof PublicKey>;

/** A JWKS, as served at `/.well-known/jwks.json`. */
export const KeySet = z.object({ keys: z.array(PublicKey).readonly() });
export type KeySet = z.infer<typeof KeySet>;

const size = 32;
const malformed = (): Fault => new Fault('bug', 'signature-not-der');

/** One INTEGER of a DER signature, at `at`: its 32 bytes, and where the next begins. */
const integerAt = (der: Uint8Array, at: number): { bytes: Uint8Array; next: number } => {
  const length = der[at + 1] ?? 0;
  const next = at + 2 + length;
  const padded = der.subarray(at + 2, next);
  // Shortest form: a leading zero only before a high bit, which else would mean a negative number.
  const [first = 0x80, second = 0] = padded;
  const shortest = first < 0x80 && !(first === 0 && length > 1 && second < 0x80);
  const bytes = first === 0 ? padded.subarray(1) : padded;
  if (der[at] !== 0x02 || length === 0 || padded.length !== length || !shortest || bytes.length > size)
    throw malformed();
  return { bytes, next };
};

/**
 * The r||s form of JWS (64 bytes) from the DER form that KMS and OpenSSL give.
 * @throws Fault bug/signature-not-der
 */
export const rawFromDer = (der: Uint8Array): Bytes => {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) throw malformed();
  const r = integerAt(der, 2);
  const s = integerAt(der, r.next);
  if (s.next !== der.length) throw malformed();
  const raw = new Uint8Array(size * 2);
  raw.set(r.bytes, size - r.bytes.length);
  raw.set(s.bytes, size * 2 - s.bytes.length);
  return raw;
};

const integer = (bytes: Uint8Array): number[] => {
  const start = bytes.findIndex(byte => byte !== 0);
  const digits = start < 0 ? [0] : [...bytes.subarray(start)];
  const body = (digits[0] ?? 0) < 0x80 ? digits : [0, ...digits];
  return [0x02, body.length, ...body];
};

/** The DER form, which OpenSSL verifies, from r||s. */
export const derFromRaw = (raw: Uint8Array): Bytes => {
  if (raw.length !== size * 2) throw new Fault('bug', 'signature-not-raw', { length: raw.length });
  const body = [...integer(raw.subarray(0, size)), ...integer(raw.subarray(size))];
  return Uint8Array.of(0x30, body.length, ...body);
};

/** The published form of a public key in DER (SubjectPublicKeyInfo); its id is the RFC 7638 thumbprint unless one is given. */
export const publicKeyOf = async (spki: Bytes, kid?: string): Promise<PublicKey> => {
  const key = await crypto.subtle.importKey('spki', spki, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']);
  const { kty, crv, x, y } = Point.parse(await crypto.subtle.exportKey('jwk', key));
  const thumbprint = await calculateJwkThumbprint({ kty, crv, x, y });
  return { kty, crv, x, y, kid: kid ?? thumbprint, alg: 'ES256', use: 'sig' };
};

/** A signature suite: what a signer and a key set need to know of it. SM2 with SM3 would be another such object. */
export interface Suite {
  /** `alg` of the JWS header. */
  readonly alg: string;
  /** `SigningAlgorithm` of KMS. */
  readonly kms: 'ECDSA_SHA_256' | 'SM2DSA';
  readonly digest: (data: Bytes) => Promise<Bytes>;
  /** From what KMS gives to what a JWS holds. */
  readonly raw: (signature: Uint8Array) => Bytes;
  readonly publicKey: (spki: Bytes, kid?: string) => Promise<PublicKey>;
}

export const es256 = {
  alg: 'ES256',
  kms: 'ECDSA_SHA_256',
  digest: sha256,
  raw: rawFromDer,
  publicKey: publicKeyOf,
} as const satisfies Suite;
