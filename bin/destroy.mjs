import { cdkArguments, readOptions, runCdk } from './cdk.mjs';

const help = `npm run destroy -- [--region NAME] [--county FILE] [--yes] [--print] [-- CDK options]

Removes functions, queues, topics, API and alarms. What is evidence stays.`;

const stays = `What stays, because it is evidence (names begin with LiaisonPoint-Storage, in lower case for the bucket):
  tables     Ledger and Directory, under deletion protection
  bucket     Heads, its objects locked
  keys       the data key and the signing key
  secrets    Fingerprints, and those of webhooks under LiaisonPoint/webhooks/`;

try {
  const asked = readOptions(process.argv.slice(2));
  const args = cdkArguments('destroy', asked);
  if (asked.help) console.log(help);
  else if (asked.print) console.log(['cdk', ...args].join(' '));
  else {
    const { prepare } = await import('./prepare.mjs');
    await prepare();
    process.exitCode = runCdk(args);
    if (process.exitCode === 0) console.log(stays);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
