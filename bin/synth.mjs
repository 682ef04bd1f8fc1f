import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';
import { command, run } from './run.mjs';

/** `npm run synth -- REGION …`: the template for each region, rules included; what a deployment there would submit. */
await command(async () => {
  await prepare();
  const regions = process.argv.slice(2);
  for (const region of regions.length > 0 ? regions : ['eu-west-1', 'cn-north-1']) {
    const CDK_OUTDIR = join(root, 'dist', 'synth', region);
    const status = await run('infra/app.ts', [], { CDK_OUTDIR, CDK_CONTEXT_JSON: JSON.stringify({ region }) });
    if (status !== 0) return status;
    console.log(`${region}: ${CDK_OUTDIR}`);
  }
  return 0;
});
