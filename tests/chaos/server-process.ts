import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as z from 'zod';
import type { Setup } from './server.ts';

const text = z.record(z.string(), z.string());

/** Where a running one is reached; the same at every start. */
const Running = z.object({
  url: z.string(),
  signIn: z.object({ issuer: z.string(), password: z.string() }),
  environment: text,
  outputs: text,
});
export type Running = z.infer<typeof Running>;

export interface ServerProcess {
  readonly running: Running;
  /** kill -9 of the whole process group. */
  readonly kill: () => Promise<void>;
}

/** Starts the server in a process group of its own; resolves once it answers. @throws Error with what it said where it ends instead */
export const startServer = async (setup: Setup): Promise<ServerProcess> => {
  const file = new URL('./server.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, JSON.stringify(setup)], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.on('data', chunk => {
    said = (said + String(chunk)).slice(-4_000);
  });
  const ended = once(child, 'exit');
  const failed = ended.then(() => Promise.reject(new Error(`the server ended: ${said}`)));
  const [message] = await Promise.race([once(child, 'message'), failed]);
  failed.catch(() => {});
  return {
    running: Running.parse(message),
    kill: async () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      await ended;
    },
  };
};
