import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { listen } from '../../local/listen.ts';

export interface TokenWish {
  readonly sub?: string;
  readonly audience?: string;
  readonly issuer?: string;
  /** Seconds from now. */
  readonly expiresIn?: number;
  /** Signed by a key that is not published. */
  readonly forged?: boolean;
}

const day = 86_400;

/** An issuer that signs whatever a test wants it to. */
export const startTokenIssuer = async () => {
  const real = await generateKeyPair('ES256');
  const other = await generateKeyPair('ES256');
  const kid = 'test';
  const keys = [{ ...(await exportJWK(real.publicKey)), kid, alg: 'ES256', use: 'sig' }];
  let issuer = '';
  const server = createServer((request, response) => {
    const body = request.url?.endsWith('/jwks') ? { keys } : { issuer, jwks_uri: `${issuer}/jwks` };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const listening = await listen(server, { port: 0, host: '127.0.0.1', part: 'identity' });
  issuer = `http://127.0.0.1:${listening.port}`;
  return {
    issuer,
    /** Of a demo person, unless asked otherwise. */
    token: ({ sub, audience = 'liaison-point', forged = false, ...wish }: TokenWish = {}): Promise<string> => {
      const now = Math.floor(Date.now() / 1000);
      const claims = new SignJWT({ ...(sub === undefined ? {} : { sub }) })
        .setProtectedHeader({ alg: 'ES256', kid, typ: 'at+jwt' })
        .setIssuer(wish.issuer ?? issuer)
        .setAudience(audience)
        .setIssuedAt(now - day)
        .setExpirationTime(now + (wish.expiresIn ?? day));
      return claims.sign(forged ? other.privateKey : real.privateKey);
    },
    stop: listening.stop,
  };
};

export type TokenIssuer = Awaited<ReturnType<typeof startTokenIssuer>>;

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The same claims, said to need no signature. */
export const unsigned = (token: string): string => {
  const [, payload = ''] = token.split('.');
  return `${part({ alg: 'none', typ: 'at+jwt' })}.${payload}.`;
};

/** The same signature under another subject. */
export const tampered = (token: string, sub: string): string => {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
  return `${header}.${part({ ...(typeof claims === 'object' ? claims : {}), sub })}.${signature}`;
};
