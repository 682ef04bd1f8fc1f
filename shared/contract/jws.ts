import { decode, encode } from 'jose/base64url';
import { JOSEError } from 'jose/errors';
import { createLocalJWKSet } from 'jose/jwks/local';
import { flattenedVerify } from 'jose/jws/flattened/verify';
import { canonical, utf8 } from './canonical.ts';
import { es256, type KeySet } from './es256.ts';

/** What a signature is of; one made for one thing never passes for another. */
export type SignedThing = 'instruction' | 'instruction-amendment' | 'receipt' | 'day-head';

export interface DetachedHeader {
  readonly alg: string;
  readonly kid: string;
  readonly typ: string;
}

const segment = (value: unknown): string => encode(utf8(canonical(value)));

/** The ASCII text that is signed: header and payload, each base64url of its canonical JSON, joined by a dot. */
export const detachedInput = (header: DetachedHeader, payload: unknown): string =>
  `${segment(header)}.${segment(payload)}`;

/** A JWS without its payload (RFC 7515 appendix F), from the 64 bytes r||s. */
export const assembleDetached = (header: DetachedHeader, signature: Uint8Array): string =>
  `${segment(header)}..${encode(signature)}`;

export type Verify = (jws: string, payload: unknown, typ: string) => Promise<boolean>;

/** Prepares a key set once, to verify many signatures of different things with it. */
export const verifierOf = ({ keys }: KeySet): Verify => {
  const keySet = createLocalJWKSet({ keys: [...keys] });
  return async (jws, payload, typ) => {
    const [header = '', body, signature = '', ...more] = jws.split('.');
    if (body !== '' || more.length > 0) return false;
    try {
      const { protectedHeader } = await flattenedVerify(
        { protected: header, payload: segment(payload), signature },
        keySet,
        { algorithms: [es256.alg] },
      );
      return protectedHeader?.typ === typ && protectedHeader.kid !== undefined;
    } catch (error) {
      if (error instanceof JOSEError) return false;
      throw error;
    }
  };
};

/** Whether a detached JWS is of this payload, this thing and one of these keys. */
export const verifyDetached = (jws: string, payload: unknown, jwks: KeySet, typ: string): Promise<boolean> =>
  verifierOf(jwks)(jws, payload, typ);

/** The header of a JWS as stated, unverified; undefined where it is none. */
export const headerOf = (jws: string): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(decode(jws.split('.')[0] ?? '')));
  } catch {
    return undefined;
  }
};
