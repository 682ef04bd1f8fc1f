#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { node24, prepare, root } from './prepare.mjs';

const entry = join(root, 'cli', 'index.ts');

/** Runs the command line on the Node that came with the project, where the person is: file names are theirs. */
function handOver() {
  const child = spawn(node24, ['--disable-warning=ExperimentalWarning', entry, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
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
  if (Number(process.versions.node.split('.')[0]) >= 24) await import(pathToFileURL(entry).href);
  else process.exitCode = await handOver();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
