#!/usr/bin/env node
import { spawn } from 'node:child_process';
import module from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { node24, prepare, root } from './prepare.mjs';

const entry = join(root, 'cli', 'index.ts');
/** Compiled modules are kept between commands: without them most of a command's time goes into reading our own files. */
const cache = process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'liaison');

/** Runs the command line on the Node that came with the project, where the person is: file names are theirs. */
function handOver() {
  const child = spawn(node24, ['--disable-warning=ExperimentalWarning', entry, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  });
  // Ctrl-C reaches both; the one that works says goodbye, this one waits for it.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}

try {
  await prepare();
  if (Number(process.versions.node.split('.')[0]) >= 24) {
    module.enableCompileCache(cache);
    await import(pathToFileURL(entry).href);
  } else process.exitCode = await handOver();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
