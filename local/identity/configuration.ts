import type { AdapterFactory, Configuration, ResourceServer } from 'oidc-provider';
import { codePage, confirmPage, donePage, errorPage } from './pages.ts';
import type { DemoPerson, DemoSystem } from './people.ts';
import type { IdentitySecrets } from './secrets.ts';

/** What every access token is for, whether a client names it or not. */
export const resource = 'urn:liaison-point';
const hour = 3600;

export const resourceServer = (audience: string): ResourceServer => ({
  scope: '',
  audience,
  accessTokenFormat: 'jwt',
  accessTokenTTL: hour,
  jwt: { sign: { alg: 'ES256' } },
});

export interface Setup {
  readonly secrets: IdentitySecrets;
  readonly people: readonly DemoPerson[];
  readonly systems: readonly DemoSystem[];
  readonly audience: string;
  readonly adapter: AdapterFactory;
  /** Where the console may be sent back to. */
  readonly redirects: readonly string[];
}

const show = (ctx: { type: string; body: unknown }, html: string): void => {
  ctx.type = 'html';
  ctx.body = html;
};

/** One issuer for browser (code with PKCE), command line (device code), banks' systems (client credentials), and the drill (password). */
export const configuration = ({ secrets, people, systems, audience, adapter, redirects }: Setup): Configuration => ({
  adapter,
  jwks: { keys: [secrets.key] },
  cookies: { keys: [secrets.cookies] },
  clientDefaults: { id_token_signed_response_alg: 'ES256' },
  clients: [
    {
      client_id: 'liaison-console',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [...redirects],
    },
    {
      client_id: 'liaison-cli',
      token_endpoint_auth_method: 'none',
      grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token', 'password'],
      response_types: [],
      redirect_uris: [],
    },
    ...systems.map(({ clientId }) => ({
      client_id: clientId,
      client_secret: secrets.password,
      token_endpoint_auth_method: 'client_secret_basic' as const,
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
    })),
  ],
  scopes: ['openid', 'profile', 'offline_access'],
  claims: { openid: ['sub'], profile: ['name', 'organisation'] },
  findAccount: (_, sub) => {
    const person = people.find(one => one.sub === sub);
    return person && { accountId: sub, claims: () => ({ sub, name: person.name, organisation: person.organisation }) };
  },
  // Every client is our own: signing in is all the consent there is to give.
  loadExistingGrant: async ctx => {
    const { client, session, provider } = ctx.oidc;
    const accountId = session?.accountId;
    if (!client || accountId === undefined) return undefined;
    const grant = new provider.Grant({ clientId: client.clientId, accountId });
    grant.addOIDCScope('openid profile offline_access');
    await grant.save();
    return grant;
  },
  interactions: { url: (_, interaction) => `/sign-in/${interaction.uid}` },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    deviceFlow: {
      enabled: true,
      userCodeInputSource: (ctx, form, _out, error) => show(ctx, codePage(form, error !== undefined)),
      userCodeConfirmSource: (ctx, form, _client, _device, code) => show(ctx, confirmPage(form, code)),
      successSource: ctx => show(ctx, donePage()),
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      useGrantedResource: () => true,
      getResourceServerInfo: () => resourceServer(audience),
    },
  },
  ttl: {
    AccessToken: hour,
    ClientCredentials: hour,
    Grant: 14 * 24 * hour,
    Session: 14 * 24 * hour,
    RefreshToken: 14 * 24 * hour,
    Interaction: hour,
    DeviceCode: 600,
    IdToken: hour,
    AuthorizationCode: 60,
  },
  clientBasedCORS: () => true,
  renderError: (ctx, out) => show(ctx, errorPage(`${out.error}: ${out.error_description ?? ''}`)),
});
