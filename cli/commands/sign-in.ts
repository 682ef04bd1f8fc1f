import { type Command, Option } from 'commander';
import * as z from 'zod';
import { isFault } from '../../shared/domain/fault.ts';
import { Listing } from '../api/views.ts';
import { does, type Place } from '../place.ts';
import { paint } from '../print/out.ts';
import { fullTime } from '../print/time.ts';
import { byDevice } from '../sign-in/device.ts';
import { byPassword, type Granted } from '../sign-in/grants.ts';
import { forget, keep, readKept } from '../sign-in/kept.ts';
import { accessToken, demoPassword, signInOf } from '../sign-in/token.ts';

const Claims = z.looseObject({ sub: z.string(), exp: z.number().optional() });

/** What a token says of itself; the API is what checks it. */
const claimsOf = (token: string): { sub: string; exp?: number | undefined } | undefined => {
  try {
    return Claims.parse(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()));
  } catch {
    return undefined;
  }
};

/** Whether the directory knows this sign-in at a desk. */
const sits = async ({ api }: Place, desk: 'police' | 'bank'): Promise<boolean> => {
  try {
    await api.get(`/${desk}/instructions?limit=1`, Listing);
    return true;
  } catch (error) {
    if (isFault(error, 'missing') && error.code === 'route') return false;
    throw error;
  }
};

const whoami = async (place: Place): Promise<void> => {
  const { settings, out } = place;
  const claims = claimsOf(await accessToken(settings));
  const desk = (await sits(place, 'police')) ? 'police' : (await sits(place, 'bank')) ? 'bank' : null;
  const names = { police: '公安或联络点 police or liaison point', bank: '银行 bank' };
  out.say(`${claims?.sub ?? '?'}　${desk ? names[desk] : '无办理席位 no desk'}　${settings.url}`);
  if (claims?.exp) out.say(`登录有效至 valid until ${fullTime(claims.exp * 1000, settings.zone).slice(0, 19)}`);
  out.tell({
    sub: claims?.sub ?? null,
    desk,
    url: settings.url,
    expiresAt: claims?.exp ? new Date(claims.exp * 1000).toISOString() : null,
  });
};

const askDevice = ({ settings, out }: Place, scope: string): Promise<Granted> =>
  byDevice(settings, {
    scope,
    show: ({ user_code, verification_uri, verification_uri_complete }) => {
      out.note(
        `请用浏览器打开 open in a browser: ${verification_uri_complete ?? verification_uri}`,
        `核对验证码 check the code: ${user_code}`,
      );
      out.tell({ userCode: user_code, verificationUri: verification_uri_complete ?? verification_uri });
    },
  });

const login = async (place: Place, { scope }: { scope: string }): Promise<void> => {
  const { settings, out } = place;
  const { name, named, config, url } = settings;
  const granted = named ? await byPassword(settings, name, demoPassword(settings)) : await askDevice(place, scope);
  // Who signs in by device code takes the place of that sign-in, whatever demo person came before.
  const signIn = signInOf(named ? settings : { ...settings, name: '' }, granted);
  keep(config, signIn, { current: true });
  const sub = claimsOf(granted.token)?.sub ?? null;
  out.say(`${paint('green', '已登录')}　signed in: ${sub ?? ''}　${url}`);
  out.tell({ signedIn: true, sub, url });
};

/** login, whoami, logout. */
export const signInCommands = (program: Command): void => {
  does(
    program
      .command('login')
      .description('登录（设备码），或 --as 以演示人员登录  sign in with a device code, or --as a demo person')
      .addOption(new Option('--scope <scope>', 'OIDC scope').default('openid profile offline_access')),
    z.object({ scope: z.string() }),
    login,
  );
  does(program.command('whoami').description('当前登录的是谁  who is signed in'), z.object({}), whoami);
  does(
    program.command('logout').description('删除保存的登录  forget kept sign-ins'),
    z.object({}),
    ({ settings, out }) => {
      const had = readKept(settings.config).signIns.length;
      forget(settings.config);
      out.say(`已退出　signed out (${had})`);
      out.tell({ signedOut: had });
    },
  );
};
