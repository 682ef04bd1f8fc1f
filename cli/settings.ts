import * as z from 'zod';
import { Fault } from '../shared/domain/fault.ts';
import { dataFolder, findRunning, type Running, readRunning } from './running.ts';
import { configFolder, readKept } from './sign-in/kept.ts';

/** Options that every command takes. */
export const Globals = z.object({
  url: z.string().optional(),
  issuer: z.string().optional(),
  clientId: z.string().optional(),
  as: z.string().optional(),
  zone: z.string().optional(),
  json: z.boolean().default(false),
  local: z.union([z.string(), z.literal(true)]).optional(),
});
export type Globals = z.output<typeof Globals>;

export interface Settings {
  readonly url: string;
  readonly issuer: string;
  readonly clientId: string;
  /** IANA zone of times that are typed and shown. */
  readonly zone: string;
  /** Whose sign-in; empty for the one of `liaison login`. */
  readonly name: string;
  /** Whether --as named it. */
  readonly named: boolean;
  readonly config: string;
  readonly json: boolean;
  /** The running local demo, where --local asked for it. */
  readonly running?: Running;
  /** Where a local demo keeps its data, asked for or not. */
  readonly dataFolder: string;
  readonly env: NodeJS.ProcessEnv;
}

const address = (option: string, text: string): string => {
  if (!/^https?:\/\/[^/?#]+/.test(text) || !URL.canParse(text)) throw new Fault('invalid', 'usage-url', { option });
  return text.replace(/\/+$/, '');
};

const zoneNamed = (zone: string): string => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch (error) {
    throw new Fault('invalid', 'usage-zone', { zone }, { cause: error });
  }
};

/**
 * Where a command goes and as whom: options before environment, before a local demo that was asked for,
 * before the last sign-in, before a local demo that runs.
 * @throws Fault invalid/usage-url, invalid/usage-zone, missing/not-running
 */
export const settingsOf = (given: Globals, env: NodeJS.ProcessEnv): Settings => {
  const config = configFolder(env);
  const { current, signIns } = readKept(config);
  const folder = dataFolder(typeof given.local === 'string' ? given.local : undefined, env);
  const running = given.local === undefined ? undefined : readRunning(folder);
  const demo = running ?? findRunning(folder);
  const url = address(
    '--url',
    given.url ?? env.LIAISON_URL ?? running?.url ?? current?.url ?? demo?.url ?? 'http://127.0.0.1:8080',
  );
  const name = given.as ?? (current?.url === url ? current.name : '');
  const here = signIns.filter(each => each.url === url);
  const known = here.find(each => each.name === name) ?? here[0];
  const issuer = known?.issuer ?? (demo?.url === url ? demo.issuer : undefined) ?? 'http://127.0.0.1:8081';
  return {
    url,
    issuer: address('--issuer', given.issuer ?? env.LIAISON_ISSUER ?? running?.issuer ?? issuer),
    clientId: given.clientId ?? env.LIAISON_CLIENT_ID ?? known?.clientId ?? 'liaison-cli',
    zone: zoneNamed(given.zone ?? env.LIAISON_ZONE ?? 'Asia/Shanghai'),
    name,
    named: given.as !== undefined,
    config,
    json: given.json,
    dataFolder: folder,
    env,
    ...(running ? { running } : {}),
  };
};
