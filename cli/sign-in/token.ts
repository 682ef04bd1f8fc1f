import { Fault } from '../../shared/domain/fault.ts';
import { findRunning } from '../running.ts';
import type { Settings } from '../settings.ts';
import { byPassword, byRefresh, type Granted } from './grants.ts';
import { keep, readKept, type SignIn } from './kept.ts';

/** A token this near its end is not worth sending. */
const spareMs = 30_000;

/** The demo people's password, from the environment or from a local demo that runs. @throws Fault missing/no-demo-password */
export const demoPassword = ({ env, running, dataFolder }: Settings): string => {
  const password = env.LIAISON_DEMO_PASSWORD ?? (running ?? findRunning(dataFolder))?.password;
  if (!password) throw new Fault('missing', 'no-demo-password');
  return password;
};

export const signInOf = ({ url, issuer, clientId, name }: Settings, granted: Granted): SignIn => ({
  url,
  issuer,
  clientId,
  name,
  ...granted,
});

const renewed = async (settings: Settings, known: SignIn | undefined): Promise<Granted> => {
  if (known?.refresh) {
    const client = { issuer: known.issuer, clientId: known.clientId };
    const fresh = await byRefresh(client, known.refresh).catch((error: unknown) => {
      if (error instanceof Fault && error.code === 'sign-in-refused') return undefined;
      throw error;
    });
    if (fresh) return fresh;
  }
  if (!settings.name) throw new Fault('forbidden', 'not-signed-in');
  return byPassword(settings, settings.name, demoPassword(settings));
};

/**
 * The access token of this command: LIAISON_TOKEN, or the kept sign-in, renewed where it has run out.
 * @throws Fault forbidden/not-signed-in, missing/no-demo-password
 */
export const accessToken = async (settings: Settings): Promise<string> => {
  const { env, url, name, config } = settings;
  if (env.LIAISON_TOKEN) return env.LIAISON_TOKEN;
  const { signIns, current } = readKept(config);
  const known = signIns.find(each => each.url === url && each.name === name);
  if (known && known.expiresAt - spareMs > Date.now()) return known.token;
  const granted = await renewed(settings, known);
  keep(config, signInOf(settings, granted), { current: current?.url === url && current.name === name });
  return granted.token;
};
