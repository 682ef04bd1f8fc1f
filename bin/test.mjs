import { resolve } from 'node:path';
import { prepare, root } from './prepare.mjs';
import { command, run } from './run.mjs';
import { synthesize } from './synthesize.mjs';

/** Types, format, every test; arguments narrow the tests. */
const steps = [
  ['node_modules/typescript/bin/tsc', '-p', '.'],
  ['node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '--colors=off', '.'],
  ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)],
];

await command(async () => {
  await prepare();
  synthesize(resolve(root, 'config/sample-county.json'));
  for (const [file, ...args] of steps) {
    const status = await run(file, args);
    if (status !== 0) return status;
  }
  return 0;
});
