import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import * as z from 'zod';
import type { Directory, Principal } from '../contract/directory.ts';
import { Fault } from '../domain/fault.ts';
import { type Proven, provenTokens } from './proven-tokens.ts';

export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
}

const algorithms = ['ES256', 'RS256', 'PS256'];

/** Less than a gateway waits for us. */
const longestLookUpMs = 4_000;

/** Faults of the token itself; whatever else goes wrong while it is checked is ours or the issuer's, and passes. */
const refused = [
  errors.JWTExpired,
  errors.JWTClaimValidationFailed,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
];

const unreachable = (cause: unknown): Fault => new Fault('transient', 'issuer-unreachable', {}, { cause });

const Discovered = z.looseObject({ issuer: z.string(), jwks_uri: z.url() });

/** Keys of the issuer, found by discovery once and remembered; a failed look-up is tried again at the next request. */
const keysOf = (issuer: string): (() => Promise<JWTVerifyGetKey>) => {
  let found: Promise<JWTVerifyGetKey> | undefined;
  const discover = async (): Promise<JWTVerifyGetKey> => {
    const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await fetch(address, { signal: AbortSignal.timeout(longestLookUpMs), redirect: 'error' });
    const { issuer: named, jwks_uri } = Discovered.parse(await response.json());
    if (named !== issuer) throw new Error(`${issuer} calls itself ${named}`);
    return createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: longestLookUpMs });
  };
  return () => {
    found ??= discover().catch((error: unknown) => {
      found = undefined;
      throw unreachable(error);
    });
    return found;
  };
};

const bearer = (header: string | undefined): string => {
  const token = /^Bearer +([\w.-]+)$/i.exec(header ?? '')?.[1];
  if (!token) throw new Fault('forbidden', 'token-missing');
  return token;
};

/**
 * Who sends a request: the token proves who, the directory says what. The gateway is not trusted.
 * @throws Fault forbidden (token-missing, token-invalid, person-unknown), transient (issuer-unreachable)
 */
export const authenticator = (
  { issuer, audience }: Issuer,
  directory: Pick<Directory, 'principal'>,
  clock: () => number = Date.now,
) => {
  const keys = keysOf(issuer);
  const subject = provenTokens(clock);
  const prove = async (token: string): Promise<Proven> => {
    const key = await keys();
    try {
      const { payload } = await jwtVerify(token, key, {
        issuer,
        audience,
        algorithms,
        requiredClaims: ['exp', 'sub'],
        currentDate: new Date(clock()),
      });
      return { sub: payload.sub ?? '', ends: (payload.exp ?? 0) * 1000 };
    } catch (error) {
      if (refused.some(kind => error instanceof kind))
        throw new Fault('forbidden', 'token-invalid', {}, { cause: error });
      throw unreachable(error);
    }
  };
  return async (authorization: string | undefined): Promise<Principal> => {
    const token = bearer(authorization);
    const sub = await subject(token, () => prove(token));
    const principal = sub ? await directory.principal(sub) : undefined;
    if (!principal) throw new Fault('forbidden', 'person-unknown');
    return principal;
  };
};
