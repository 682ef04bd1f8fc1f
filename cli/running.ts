import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { Fault } from '../shared/domain/fault.ts';

const texts = z.record(z.string(), z.string());

/** What a running local demo leaves in its data folder. */
const Running = z.looseObject({
  url: z.string(),
  issuer: z.string(),
  password: z.string(),
  environment: texts,
  outputs: texts,
});
export type Running = z.output<typeof Running>;

export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

/** The data folder of the local demo: as named, by LIAISON_DATA, or the project's own. */
export const dataFolder = (named: string | undefined, env: NodeJS.ProcessEnv): string =>
  resolve(named || env.LIAISON_DATA || join(projectFolder, 'data'));

export const findRunning = (folder: string): Running | undefined => {
  try {
    return Running.parse(JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8')));
  } catch {
    return undefined;
  }
};

/** @throws Fault missing/not-running */
export const readRunning = (folder: string): Running => {
  const running = findRunning(folder);
  if (!running) throw new Fault('missing', 'not-running', { folder });
  return running;
};
