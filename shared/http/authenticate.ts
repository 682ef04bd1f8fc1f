import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Directory, Principal } from '../contract/directory.ts';
import { Fault } from '../domain/fault.ts';

export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
}

const algorithms = ['ES256', 'RS256', 'PS256'];

/** Keys of the issuer, found by discovery once and remembered; a failed look-up is tried again at the next request. */
const keysOf = (issuer: string): (() => Promise<JWTVerifyGetKey>) => {
  let found: Promise<JWTVerifyGetKey> | undefined;
  const discover = async (): Promise<JWTVerifyGetKey> => {
    const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    if (!response.ok) throw new Fault('transient', 'issuer-unreachable');
    const { jwks_uri } = (await response.json()) as { jwks_uri: string };
    return createRemoteJWKSet(new URL(jwks_uri));
  };
  return () => {
    found ??= discover().catch((error: unknown) => {
      found = undefined;
      throw error instanceof Fault ? error : new Fault('transient', 'issuer-unreachable', {}, { cause: error });
    });
    return found;
  };
};

const bearer = (header: string | undefined): string => {
  const token = /^Bearer ([\w.-]+)$/.exec(header ?? '')?.[1];
  if (!token) throw new Fault('forbidden', 'token-missing');
  return token;
};

/**
 * Who sends a request: the token proves who, the directory says what. The gateway is not trusted.
 * @throws Fault forbidden (token-missing, token-invalid, person-unknown), transient (issuer-unreachable)
 */
export const authenticator = ({ issuer, audience }: Issuer, directory: Directory) => {
  const keys = keysOf(issuer);
  return async (authorization: string | undefined): Promise<Principal> => {
    const token = bearer(authorization);
    const { payload } = await jwtVerify(token, await keys(), {
      issuer,
      audience,
      algorithms,
      requiredClaims: ['exp', 'sub'],
    }).catch((error: unknown) => {
      if (error instanceof errors.JWKSTimeout) throw new Fault('transient', 'issuer-unreachable', {}, { cause: error });
      throw error instanceof Fault ? error : new Fault('forbidden', 'token-invalid', {}, { cause: error });
    });
    const principal = payload.sub ? await directory.principal(payload.sub) : undefined;
    if (!principal) throw new Fault('forbidden', 'person-unknown');
    return principal;
  };
};
