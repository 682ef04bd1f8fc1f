import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterEach, expect, test } from 'vitest';
import * as z from 'zod';
import { type Identity, startIdentity } from '../../local/identity/issuer.ts';
import { parseCounty } from '../../shared/aws/load-county.ts';

const county = parseCounty(readFileSync('config/sample-county.json', 'utf8'));
const redirect = 'http://127.0.0.1:8080/signed-in';
let identity: Identity;
afterEach(() => identity.stop());

const verify = (token: string, { issuer } = identity) =>
  jwtVerify(token, createRemoteJWKSet(new URL(`${issuer}/jwks`)), { issuer, audience: 'liaison-point', typ: 'at+jwt' });

const Granted = z.object({ access_token: z.string() });
const Device = z.object({ device_code: z.string(), user_code: z.string() });

const firstPerson = (): string => identity.people[0]?.sub ?? '';

/** A browser that keeps cookies and does not follow where it is sent by itself. */
function browser() {
  const cookies = new Map<string, string>();
  return async (url: string, form?: Record<string, string>): Promise<Response> => {
    const answer = await fetch(new URL(url, identity.issuer), {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? [];
      cookies.set(name, value);
    }
    return answer;
  };
}

const location = (answer: Response): string => answer.headers.get('location') ?? '';

async function follow(
  go: ReturnType<typeof browser>,
  answer: Response,
  until: (url: string) => boolean,
): Promise<string> {
  let url = location(answer);
  while (url && !until(url)) url = location(await go(url));
  return url;
}

test('a demo person signs in with the password and gets a token that anyone can verify with the published keys', async () => {
  identity = await startIdentity({ county });
  const { payload } = await verify(await identity.personToken(firstPerson()));
  expect(payload.sub).toBe(firstPerson());
  await expect(identity.personToken('nobody')).rejects.toMatchObject({ kind: 'forbidden', code: 'sign-in' });
});

test("a bank's system gets a token in its own name for its client credentials", async () => {
  identity = await startIdentity({ county });
  const clientId = identity.systems[0]?.clientId ?? '';
  const { payload } = await verify(await identity.systemToken(clientId));
  expect(payload.sub).toBe(clientId);
});

test('tokens of before a restart are still good after it, and the password stays', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'identity-'));
  identity = await startIdentity({ county, dataDir });
  const { password, issuer } = identity;
  const token = await identity.personToken(firstPerson());
  await identity.stop();
  identity = await startIdentity({ county, dataDir, port: Number(new URL(issuer).port) });
  expect(identity.password).toBe(password);
  expect((await verify(token)).payload.sub).toBe(firstPerson());
});

test('a browser signs in on the page with code and PKCE, and a wrong password shows the page again', async () => {
  identity = await startIdentity({ county, redirects: [redirect] });
  const go = browser();
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    client_id: 'liaison-console',
    response_type: 'code',
    redirect_uri: redirect,
    scope: 'openid profile',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const page = location(await go(`/auth?${query}`));
  const html = await (await go(page)).text();
  expect(html).toContain('登录反诈联络点');
  expect(html).toContain(identity.people[0]?.name);
  const refused = await go(page, { sub: firstPerson(), password: 'wrong' });
  expect([refused.status, await refused.text()]).toEqual([401, expect.stringContaining('口令不对')]);
  const passed = await go(page, { sub: firstPerson(), password: identity.password });
  const back = new URL(await follow(go, passed, url => url.startsWith(redirect)));
  const form = {
    grant_type: 'authorization_code',
    client_id: 'liaison-console',
    redirect_uri: redirect,
    code_verifier: verifier,
  };
  const answer = await go('/token', { ...form, code: back.searchParams.get('code') ?? '' });
  const { access_token: token } = Granted.parse(await answer.json());
  expect((await verify(token)).payload.sub).toBe(firstPerson());
});

test('the command line signs in with a code that a person enters in a browser', async () => {
  identity = await startIdentity({ county });
  const go = browser();
  const asked = Device.parse(await (await go('/device/auth', { client_id: 'liaison-cli', scope: 'openid' })).json());
  const poll = () =>
    go('/token', {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      client_id: 'liaison-cli',
      device_code: asked.device_code,
    });
  expect(await (await poll()).json()).toMatchObject({ error: 'authorization_pending' });
  const field = (html: string, name: string): string =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
  const entry = await (await go('/device')).text();
  const confirm = await (await go('/device', { xsrf: field(entry, 'xsrf'), user_code: asked.user_code })).text();
  expect(confirm).toContain(asked.user_code);
  const sent = await go('/device', { xsrf: field(confirm, 'xsrf'), user_code: asked.user_code, confirm: 'yes' });
  const page = await follow(go, sent, url => url.includes('/sign-in/'));
  const passed = await go(page, { sub: firstPerson(), password: identity.password });
  await follow(go, passed, () => false);
  const { access_token: token } = Granted.parse(await (await poll()).json());
  expect((await verify(token)).payload.sub).toBe(firstPerson());
});
