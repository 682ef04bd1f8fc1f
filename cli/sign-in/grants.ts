import * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';
import { said } from '../read/said.ts';

export interface Client {
  readonly issuer: string;
  readonly clientId: string;
}

export interface Granted {
  readonly token: string;
  readonly refresh?: string;
  /** Epoch ms. */
  readonly expiresAt: number;
}

const Discovered = z.looseObject({ token_endpoint: z.url(), device_authorization_endpoint: z.url().optional() });
const Token = z.looseObject({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  expires_in: z.number().default(300),
});
const Refused = z.looseObject({ error: z.string() });

const fetched = async (url: string, form?: Readonly<Record<string, string>>): Promise<Response> => {
  try {
    const post = form ? { method: 'POST', body: new URLSearchParams(form) } : {};
    return await fetch(url, { ...post, signal: AbortSignal.timeout(15_000) });
  } catch (error) {
    throw new Fault('transient', 'unreachable', { url, said: said(error) }, { cause: error });
  }
};

const json = (response: Response): Promise<unknown> => response.json().catch(() => undefined);

/** What the issuer publishes of itself. @throws Fault transient/unreachable, invalid/not-an-issuer */
export const discover = async ({ issuer }: Client): Promise<z.output<typeof Discovered>> => {
  const response = await fetched(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const parsed = Discovered.safeParse(await json(response));
  if (!response.ok || !parsed.success) throw new Fault('invalid', 'sign-in-refused', { said: 'no OIDC issuer' });
  return parsed.data;
};

/**
 * Asks the issuer for a token. Gives its error code where it refuses.
 * @throws Fault transient/unreachable, forbidden/sign-in-refused
 */
export const askToken = async (
  url: string,
  form: Readonly<Record<string, string>>,
): Promise<Granted | { readonly error: string }> => {
  const now = Date.now();
  const response = await fetched(url, form);
  const body = await json(response);
  const token = Token.safeParse(body);
  if (response.ok && token.success) {
    const { access_token, refresh_token, expires_in } = token.data;
    const expiresAt = now + expires_in * 1000;
    return { token: access_token, expiresAt, ...(refresh_token ? { refresh: refresh_token } : {}) };
  }
  const refused = Refused.safeParse(body);
  return { error: refused.success ? refused.data.error : String(response.status) };
};

const granted = async (client: Client, form: Readonly<Record<string, string>>): Promise<Granted> => {
  const { token_endpoint } = await discover(client);
  const answer = await askToken(token_endpoint, { ...form, client_id: client.clientId });
  if ('error' in answer) throw new Fault('forbidden', 'sign-in-refused', { said: answer.error });
  return answer;
};

/** For the local demo only. @throws Fault forbidden/sign-in-refused */
export const byPassword = (client: Client, username: string, password: string): Promise<Granted> =>
  granted(client, { grant_type: 'password', username, password });

/** @throws Fault forbidden/sign-in-refused once the refresh token is used up */
export const byRefresh = async (client: Client, refresh: string): Promise<Granted> => ({
  refresh,
  ...(await granted(client, { grant_type: 'refresh_token', refresh_token: refresh })),
});
