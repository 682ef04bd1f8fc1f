import { errors, type Provider } from 'oidc-provider';
import { resource, resourceServer } from './configuration.ts';
import type { DemoPerson } from './people.ts';

/** Lets a program sign in as a demo person with the demo password: for the drill and for tests, never for a deployment. */
export function allowPasswords(
  provider: Provider,
  {
    people,
    audience,
    accepts,
  }: { people: readonly DemoPerson[]; audience: string; accepts: (password: string) => boolean },
): void {
  const handle: Parameters<typeof provider.registerGrantType<{ username?: string; password?: string }>>[1] =
    async ctx => {
      const { client, params } = ctx.oidc;
      const person = people.find(one => one.sub === params.username);
      if (!person || !accepts(params.password ?? '')) throw new errors.InvalidGrant('wrong user name or password');
      const grant = new provider.Grant({ accountId: person.sub, clientId: client.clientId });
      const token = new provider.AccessToken({
        accountId: person.sub,
        client,
        gty: 'password',
        grantId: await grant.save(),
      });
      token.resourceServer = { ...resourceServer(audience), scopes: new Set(), identifier: () => resource };
      ctx.body = { access_token: await token.save(), expires_in: token.expiration, token_type: token.tokenType };
    };
  provider.registerGrantType('password', handle, ['username', 'password']);
}
