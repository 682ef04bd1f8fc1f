import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

const SignIn = z.object({
  url: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  /** Under which name it is asked for with --as; empty for the one who signed in with a device code. */
  name: z.string(),
  token: z.string(),
  refresh: z.string().optional(),
  /** Epoch ms. */
  expiresAt: z.number(),
});
export type SignIn = z.output<typeof SignIn>;

const Kept = z.object({
  /** The sign-in that a command uses unless told otherwise. */
  current: z.object({ url: z.string(), name: z.string() }).optional(),
  signIns: z.array(SignIn),
});
export type Kept = z.output<typeof Kept>;

/** The user's own folder for settings, by the custom of the system; LIAISON_CONFIG names another. */
export const configFolder = (env: NodeJS.ProcessEnv): string => {
  if (env.LIAISON_CONFIG) return env.LIAISON_CONFIG;
  if (process.platform === 'win32' && env.APPDATA) return join(env.APPDATA, 'liaison');
  return join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'liaison');
};

const fileIn = (folder: string): string => join(folder, 'sign-in.json');

/** What stays between commands; a file that cannot be read counts as none. */
export const readKept = (folder: string): Kept => {
  try {
    return Kept.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')));
  } catch {
    return { signIns: [] };
  }
};

const write = (folder: string, kept: Kept): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `sign-in.${process.pid}`);
  writeFileSync(draft, JSON.stringify(kept, null, 2), { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, fileIn(folder));
};

const same = (a: { url: string; name: string }, b: { url: string; name: string }): boolean =>
  a.url === b.url && a.name === b.name;

/** Keeps a sign-in in a file that only its owner may read. */
export const keep = (folder: string, signIn: SignIn, { current }: { current: boolean }): void => {
  const kept = readKept(folder);
  const { url, name } = signIn;
  write(folder, {
    ...kept,
    ...(current ? { current: { url, name } } : {}),
    signIns: [...kept.signIns.filter(each => !same(each, signIn)), signIn],
  });
};

export const forget = (folder: string): void => {
  if (existsSync(fileIn(folder))) rmSync(fileIn(folder));
};
