import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';
import * as z from 'zod';
import type { County } from '../../shared/contract/county.ts';
import { Fault } from '../../shared/domain/fault.ts';
import { freePort } from '../free-port.ts';
import { listen } from '../listen.ts';
import { configuration } from './configuration.ts';
import { allowPasswords } from './password-grant.ts';
import { type DemoPerson, type DemoSystem, peopleOf, systemsOf } from './people.ts';
import { identitySecrets } from './secrets.ts';
import { passwordCheck, signIn } from './sign-in.ts';
import { identityStore } from './store.ts';

export interface IdentityOptions {
  readonly county: Pick<County, 'organisations'>;
  /** @default a free port */
  readonly port?: number;
  /** @default 127.0.0.1 */
  readonly host?: string;
  /** How browsers and functions reach it. @default http://127.0.0.1 and the port */
  readonly issuer?: string;
  /** Keeps keys and password between starts. */
  readonly dataDir?: string;
  /** @default liaison-point */
  readonly audience?: string;
  readonly redirects?: readonly string[];
}

export interface Identity {
  readonly issuer: string;
  readonly audience: string;
  /** The password of all demo people, and the secret of all systems. */
  readonly password: string;
  readonly people: readonly DemoPerson[];
  readonly systems: readonly DemoSystem[];
  /** An access token for a demo person. @throws Fault forbidden/sign-in */
  readonly personToken: (sub: string) => Promise<string>;
  /** An access token for a bank's system. @throws Fault forbidden/sign-in */
  readonly systemToken: (clientId: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

const Token = z.looseObject({ access_token: z.string() });

/** Starts a real OIDC provider whose people are those of the county file. @throws Fault invalid/port-in-use */
export async function startIdentity(options: IdentityOptions): Promise<Identity> {
  const {
    county,
    host = '127.0.0.1',
    audience = 'liaison-point',
    redirects = ['http://127.0.0.1:8080/signed-in'],
  } = options;
  const port = options.port ?? (await freePort());
  const issuer = options.issuer ?? `http://127.0.0.1:${port}`;
  const secrets = identitySecrets(options.dataDir);
  const people = peopleOf(county);
  const systems = systemsOf(county);
  const store = identityStore(options.dataDir);
  const { adapter } = store;
  const provider = new Provider(issuer, configuration({ secrets, people, systems, audience, adapter, redirects }));
  const accepts = passwordCheck(secrets.password);
  allowPasswords(provider, { people, audience, accepts });
  const serve = provider.callback();
  const server = createServer(async (request, response) => {
    if (!(await signIn({ provider, people, accepts }, request, response))) serve(request, response);
  });
  const listening = await listen(server, { port, host, part: 'identity' });

  const ask = async (form: Record<string, string>, headers: Record<string, string> = {}): Promise<string> => {
    const answer = await fetch(`http://127.0.0.1:${listening.port}/token`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(form),
    });
    if (!answer.ok) throw new Fault('forbidden', 'sign-in', { said: await answer.text() });
    return Token.parse(await answer.json()).access_token;
  };
  return {
    issuer,
    audience,
    password: secrets.password,
    people,
    systems,
    personToken: sub =>
      ask({ grant_type: 'password', client_id: 'liaison-cli', username: sub, password: secrets.password }),
    systemToken: clientId =>
      ask(
        { grant_type: 'client_credentials' },
        {
          authorization: `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${secrets.password}`).toString('base64')}`,
        },
      ),
    stop: async () => {
      await listening.stop();
      store.close();
    },
  };
}
