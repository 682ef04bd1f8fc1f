import { cdkArguments, readOptions, runCdk, say } from './cdk.mjs';
import { prepare } from './prepare.mjs';
import { command } from './run.mjs';

const help = `npm run destroy -- [--region NAME] [--county FILE] [--yes] [--print] [-- CDK options]

Removes functions, queues, topics, API and alarms. What is evidence stays.`;

const stays = `What stays, because it is evidence (names begin with LiaisonPoint-Storage, in lower case for the bucket):
  tables     Ledger and Directory, under deletion protection
  bucket     Heads, its objects locked
  keys       the data key and the signing key
  secrets    Fingerprints, and those of webhooks under LiaisonPoint/webhooks/`;

await command(async () => {
  const asked = readOptions(process.argv.slice(2));
  if (asked.help) return say(help);
  const args = cdkArguments('destroy', asked);
  if (asked.print) return say(['cdk', ...args].join(' '));
  await prepare();
  const status = runCdk(args);
  if (status === 0) console.log(stays);
  return status;
});
