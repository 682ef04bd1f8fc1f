import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as z from 'zod';

const Running = z.object({ environment: z.record(z.string(), z.string()), url: z.string() });

/** Starts the small stack in a process of its own; resolves once it answers. */
export async function startProcess(templateDir: string, dataDir: string) {
  const file = new URL('./run-small.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, templateDir, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [line] = await Promise.race([
    once(child.stdout, 'data'),
    ended.then(([code]) => Promise.reject(new Error(`exit ${code}`))),
  ]);
  return {
    ...Running.parse(JSON.parse(String(line))),
    kill: async (): Promise<void> => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
