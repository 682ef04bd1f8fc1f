import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { SignIn } from './http/tokens.ts';

/** A server that runs already. */
export interface Running {
  readonly urls: readonly string[];
  readonly signIn: SignIn;
}

const Left = z.looseObject({ url: z.string(), issuer: z.string(), password: z.string() });

/** What a start leaves in its data folder for as long as it runs. */
const leftIn = (dataDir: string): z.output<typeof Left> | undefined => {
  try {
    return Left.parse(JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8')));
  } catch {
    return undefined;
  }
};

const answers = async (url: string, path: string): Promise<boolean> => {
  try {
    const { ok } = await fetch(`${url.replace(/\/$/, '')}${path}`, { signal: AbortSignal.timeout(3_000) });
    return ok;
  } catch {
    return false;
  }
};

/**
 * The server that was named, or the one that runs on this machine; undefined where there is none.
 * @throws Error where the named one does not answer, or nobody knows the password
 */
export const findServer = async (
  named: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<Running | undefined> => {
  const left = leftIn(env.LIAISON_DATA ?? 'data');
  const urls = named.length > 0 ? named : [left?.url ?? 'http://127.0.0.1:8080'];
  const password = env.LIAISON_DEMO_PASSWORD ?? left?.password;
  const issuer = env.LIAISON_ISSUER ?? left?.issuer ?? 'http://127.0.0.1:8081';
  const alive = await Promise.all(urls.map(url => answers(url, '/health')));
  if (!alive.includes(true)) {
    if (named.length === 0) return undefined;
    throw new Error(`${named.join('、')} 没有应答。\nNothing answers at ${named.join(', ')}.`);
  }
  if (password === undefined)
    throw new Error(
      '不知道演示口令：请设置 LIAISON_DEMO_PASSWORD，或用 LIAISON_DATA 指明数据目录。\nThe demo password is unknown: set LIAISON_DEMO_PASSWORD, or name the data folder with LIAISON_DATA.',
    );
  if (!(await answers(issuer, '/.well-known/openid-configuration')))
    throw new Error(
      `登录服务 ${issuer} 没有应答，请设置 LIAISON_ISSUER。\nThe issuer ${issuer} does not answer; set LIAISON_ISSUER.`,
    );
  return { urls, signIn: { issuer, password } };
};
