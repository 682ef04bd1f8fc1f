import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { watchParents } from './parents.mjs';
import { node24, root } from './prepare.mjs';

/**
 * Runs a file of the project on the Node that came with it, and gives its exit status. It ends with this process however
 * that ends: the channel between the two closes, and `local/with-parent.ts` notices.
 */
export function run(file, args = [], env = {}) {
  const child = spawn(node24, ['--disable-warning=ExperimentalWarning', join(root, file), ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, TZ: 'UTC', ...env },
  });
  // Ctrl-C reaches the whole group; whoever does the work says goodbye, this one waits for it.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const watch = watchParents(() => child.kill('SIGTERM'));
  return new Promise(resolve => {
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}

/** What every command of the project does around its work: words instead of a stack trace, and the exit status. */
export async function command(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
