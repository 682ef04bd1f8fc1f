import { resolve } from 'node:path';
import { prepare, root } from './prepare.mjs';
import { command, run } from './run.mjs';
import { synthesize } from './synthesize.mjs';

await command(async () => {
  await prepare();
  const county = resolve(root, process.env.LIAISON_COUNTY ?? 'config/sample-county.json');
  const template = process.argv.includes('--help') ? '' : synthesize(county);
  return run('drill/main.ts', process.argv.slice(2), { LIAISON_TEMPLATE: template, LIAISON_COUNTY: county });
});
