import {
  createECDH,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { existsSync } from 'node:fs';
import * as z from 'zod';
import { readKept } from '../read-kept.ts';
import { writeSafely } from '../write-safely.ts';

const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

export interface SigningKey {
  /** DER of SubjectPublicKeyInfo. */
  readonly publicKey: Buffer;
  /** Signs a SHA-256 digest; the signature is DER, as KMS gives it. */
  readonly signDigest: (digest: Buffer) => Buffer;
  readonly sign: (message: Buffer) => Buffer;
}

/** The P-256 key in a file, made at first use; without a file, of this run only. */
export function signingKey(file?: string): SigningKey {
  const key = file !== undefined && existsSync(file) ? readKept(file, createPrivateKey) : make(file);
  const { d } = z.object({ d: z.string() }).parse(key.export({ format: 'jwk' }));
  const secret = number(Buffer.from(d, 'base64url'));
  const signDigest = (digest: Buffer): Buffer => signHash(secret, digest);
  return {
    publicKey: createPublicKey(key).export({ format: 'der', type: 'spki' }),
    signDigest,
    sign: message => signDigest(createHash('sha256').update(message).digest()),
  };
}

function make(file?: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  if (file !== undefined) writeSafely(file, String(privateKey.export({ format: 'pem', type: 'pkcs8' })));
  return privateKey;
}

const number = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`);
const bytes32 = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');

// Node signs messages but not digests: the ephemeral key pair comes from OpenSSL, only the last line of ECDSA is ours.
function signHash(secret: bigint, digest: Buffer): Buffer {
  const ephemeral = createECDH('prime256v1');
  const point = ephemeral.generateKeys();
  const r = number(point.subarray(1, 33)) % order;
  const s = (inverse(number(ephemeral.getPrivateKey())) * (number(digest) + r * secret)) % order;
  return r === 0n || s === 0n ? signHash(secret, digest) : der(r, s);
}

function inverse(value: bigint): bigint {
  let [previous, now, a, b] = [0n, 1n, order, value];
  while (b > 1n) {
    const quotient = a / b;
    [a, b] = [b, a - quotient * b];
    [previous, now] = [now, previous - quotient * now];
  }
  return ((now % order) + order) % order;
}

function der(r: bigint, s: bigint): Buffer {
  const integers = [r, s].map(value => {
    const trimmed = bytes32(value).subarray(bytes32(value).findIndex(byte => byte !== 0));
    const body = (trimmed[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), trimmed]) : trimmed;
    return Buffer.concat([Buffer.from([0x02, body.length]), body]);
  });
  const content = Buffer.concat(integers);
  return Buffer.concat([Buffer.from([0x30, content.length]), content]);
}
