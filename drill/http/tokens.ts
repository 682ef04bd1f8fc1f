import * as z from 'zod';
import type { Player } from '../scenario/cast.ts';

/** Where the players sign in, and the password that all demo people and systems share. */
export interface SignIn {
  readonly issuer: string;
  readonly password: string;
}

export interface Tokens {
  readonly of: (player: Player) => Promise<string>;
  /** Forgets a token that was refused. */
  readonly drop: (player: Player, token: string) => void;
}

/** The issuer does not let somebody in, and will not the next time either. */
export class SignInRefused extends Error {
  constructor(said: string) {
    super(`登录被拒绝：${said}\nSign-in was refused: ${said}`);
  }
}

const Configuration = z.looseObject({ token_endpoint: z.string() });
const Granted = z.looseObject({ access_token: z.string(), expires_in: z.number().default(300) });

const timeoutMs = 10_000;

const ask = async (url: string, init: RequestInit = {}): Promise<unknown> => {
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
  if (answer.status >= 400 && answer.status < 500) throw new SignInRefused(`${answer.status} ${await answer.text()}`);
  if (!answer.ok) throw new Error(`sign-in ${answer.status}`);
  return answer.json();
};

const requestOf = ({ sub, system }: Player, password: string): RequestInit =>
  system
    ? {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`${encodeURIComponent(sub)}:${password}`).toString('base64')}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      }
    : {
        method: 'POST',
        body: new URLSearchParams({ grant_type: 'password', client_id: 'liaison-cli', username: sub, password }),
      };

/** A token for every player, asked for once and again when it is about to end. */
export const tokens = ({ issuer, password }: SignIn): Tokens => {
  const known = new Map<string, { readonly token: Promise<string>; ends: number }>();
  let endpoint: Promise<string> | undefined;

  const discover = async (): Promise<string> =>
    Configuration.parse(await ask(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)).token_endpoint;

  const grant = async (player: Player): Promise<string> => {
    endpoint ??= discover();
    const url = await endpoint.catch((error: unknown) => {
      endpoint = undefined;
      throw error;
    });
    const { access_token, expires_in } = Granted.parse(await ask(url, requestOf(player, password)));
    const entry = known.get(player.sub);
    if (entry) entry.ends = Date.now() + expires_in * 800;
    return access_token;
  };

  return {
    of: player => {
      const entry = known.get(player.sub);
      if (entry && Date.now() < entry.ends) return entry.token;
      const fresh = { token: grant(player), ends: Number.POSITIVE_INFINITY };
      known.set(player.sub, fresh);
      fresh.token.catch(() => {
        if (known.get(player.sub) === fresh) known.delete(player.sub);
      });
      return fresh.token;
    },
    drop: (player, token) => {
      const entry = known.get(player.sub);
      void entry?.token.then(
        held => {
          if (held === token && known.get(player.sub) === entry) known.delete(player.sub);
        },
        () => {},
      );
    },
  };
};
