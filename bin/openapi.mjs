import { prepare } from './prepare.mjs';
import { command, run } from './run.mjs';

await command(async () => {
  await prepare();
  return run('shared/contract/openapi/write.ts');
});
