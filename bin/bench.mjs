import { resolve } from 'node:path';
import { prepare, root } from './prepare.mjs';
import { command, run } from './run.mjs';
import { synthesize } from './synthesize.mjs';

await command(async () => {
  await prepare();
  synthesize(resolve(root, 'config/sample-county.json'));
  return run('tests/bench/main.ts', process.argv.slice(2));
});
