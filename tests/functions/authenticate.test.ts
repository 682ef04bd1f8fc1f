import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { authenticator } from '../../shared/http/authenticate.ts';
import { provenTokens } from '../../shared/http/proven-tokens.ts';

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;

let server: Server;
let issuer: string;
let first: Pair;
let second: Pair;
let published: Record<string, unknown>[] = [];
/** What the issuer answers with, in place of what it should. */
let broken: 'discovery' | 'keys' | undefined;
let lookUps: string[] = [];

const now = () => Math.floor(Date.now() / 1000);
const principal = { org: 'QHGA', party: 'police', person: 'QHGA-01', roles: ['dispatcher'] } as const;
const directory = { principal: async (sub: string) => (sub === 'lin.haoran' ? principal : undefined) };
const fresh = () => authenticator({ issuer, audience: 'liaison-point' }, directory);

type Claims = { readonly [N in keyof JWTPayload]: JWTPayload[N] | undefined };

const sign = (claims: Claims = {}, { pair = first, kid = 'first', alg = 'ES256' } = {}): Promise<string> =>
  new SignJWT(
    JSON.parse(JSON.stringify({ iss: issuer, aud: 'liaison-point', sub: 'lin.haoran', exp: now() + 60, ...claims })),
  )
    .setProtectedHeader({ alg, kid })
    .sign(pair.privateKey);

const jwk = async ({ publicKey }: Pair, kid: string) => ({
  ...(await exportJWK(publicKey)),
  kid,
  alg: 'ES256',
  use: 'sig',
});

beforeAll(async () => {
  first = await generateKeyPair('ES256');
  second = await generateKeyPair('ES256');
  server = createServer((request, response) => {
    const path = request.url ?? '';
    lookUps.push(path);
    const keys = path.endsWith('/jwks');
    if (broken === (keys ? 'keys' : 'discovery')) return void response.writeHead(500).end('out of order');
    const body = keys ? { keys: published } : { issuer, jwks_uri: `${issuer}/jwks` };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server?.close());

beforeEach(async () => {
  broken = undefined;
  lookUps = [];
  published = [await jwk(first, 'first')];
});

describe('a caller', () => {
  test('is who the directory says behind the token’s name', async () => {
    expect(await fresh()(`Bearer ${await sign()}`)).toEqual(principal);
    expect(await fresh()(`bearer ${await sign({ aud: ['other', 'liaison-point'] })}`)).toEqual(principal);
  });

  test.each([
    ['nothing', undefined],
    ['an empty header', ''],
    ['another scheme', 'Basic bGluOmhhb3Jhbg=='],
    ['no token after the scheme', 'Bearer '],
    ['two tokens', 'Bearer a.b.c d.e.f'],
    ['a token with a line break', 'Bearer a.b\n.c'],
  ])('who sends %s is asked to sign in', async (_, header) => {
    await expect(fresh()(header)).rejects.toMatchObject({ kind: 'forbidden', code: 'token-missing' });
    expect(lookUps).toEqual([]);
  });

  test.each<readonly [string, () => Promise<string>]>([
    ['no JWT', async () => 'not-a-token'],
    ['of the past', () => sign({ exp: now() - 1 })],
    ['not valid yet', () => sign({ nbf: now() + 60 })],
    ['without an end', () => sign({ exp: undefined })],
    ['without a name', () => sign({ sub: undefined })],
    ['for another audience', () => sign({ aud: 'other' })],
    ['without an audience', () => sign({ aud: undefined })],
    ['of another issuer', () => sign({ iss: 'https://elsewhere.example' })],
    ['of a key that is not published', () => sign({}, { pair: second, kid: 'second' })],
    ['of another key under a published name', () => sign({}, { pair: second })],
  ])('whose token is %s is refused', async (_, token) => {
    await expect(fresh()(`Bearer ${await token()}`)).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'token-invalid',
    });
  });

  test('who signs with the published key as a shared secret is refused', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(published[0]));
    const forged = await new SignJWT({ iss: issuer, aud: 'liaison-point', sub: 'lin.haoran', exp: now() + 60 })
      .setProtectedHeader({ alg: 'HS256', kid: 'first' })
      .sign(secret);
    await expect(fresh()(`Bearer ${forged}`)).rejects.toMatchObject({ code: 'token-invalid' });
  });

  test('whom the directory does not know is refused as unknown', async () => {
    const token = await sign({ sub: 'nobody' });
    await expect(fresh()(`Bearer ${token}`)).rejects.toMatchObject({ kind: 'forbidden', code: 'person-unknown' });
  });
});

describe('a token proven before', () => {
  test('is refused from its end on', async () => {
    let at = Date.now();
    const authenticate = authenticator({ issuer, audience: 'liaison-point' }, directory, () => at);
    const token = `Bearer ${await sign({ exp: now() + 30 })}`;
    expect(await authenticate(token)).toEqual(principal);
    at += 29_000;
    expect(await authenticate(token)).toEqual(principal);
    at += 2_000;
    await expect(authenticate(token)).rejects.toMatchObject({ code: 'token-invalid' });
  });

  test('serves nobody else, however like it a token looks', async () => {
    const authenticate = fresh();
    const token = await sign();
    await authenticate(`Bearer ${token}`);
    const other = `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`;
    await expect(authenticate(`Bearer ${other}`)).rejects.toMatchObject({ code: 'token-invalid' });
  });

  test('lets a person go as soon as the directory does', async () => {
    let known = true;
    const authenticate = authenticator(
      { issuer, audience: 'liaison-point' },
      { principal: async () => (known ? principal : undefined) },
    );
    const token = `Bearer ${await sign()}`;
    expect(await authenticate(token)).toEqual(principal);
    known = false;
    await expect(authenticate(token)).rejects.toMatchObject({ code: 'person-unknown' });
  });

  test('is proven anew after a minute', async () => {
    let at = Date.now();
    const tokens = provenTokens(() => at);
    let proofs = 0;
    const prove = async () => {
      proofs += 1;
      return { sub: 'lin.haoran', ends: at + 3_600_000 };
    };
    for (const after of [0, 59_000, 2_000]) {
      at += after;
      expect(await tokens('a.b.c', prove)).toBe('lin.haoran');
    }
    expect(proofs).toBe(2);
  });
});

describe('the issuer’s keys', () => {
  test('are looked up once for many tokens', async () => {
    const authenticate = fresh();
    for (let i = 0; i < 5; i += 1) await authenticate(`Bearer ${await sign()}`);
    expect(lookUps).toEqual(['/.well-known/openid-configuration', '/jwks']);
  });

  test('that are out of reach are no fault of the token, and are asked for again', async () => {
    const authenticate = fresh();
    const token = `Bearer ${await sign()}`;
    for (const part of ['discovery', 'keys'] as const) {
      broken = part;
      await expect(authenticate(token)).rejects.toMatchObject({ kind: 'transient', code: 'issuer-unreachable' });
    }
    broken = undefined;
    expect(await authenticate(token)).toEqual(principal);
  });

  test('of an issuer that calls itself otherwise are not trusted', async () => {
    const authenticate = authenticator({ issuer: `${issuer}/`, audience: 'liaison-point' }, directory);
    await expect(authenticate(`Bearer ${await sign()}`)).rejects.toMatchObject({ code: 'issuer-unreachable' });
  });
});
