import { cdkArguments, readOptions, runCdk, say } from './cdk.mjs';
import { prepare } from './prepare.mjs';
import { command } from './run.mjs';

const help = `npm run deploy -- --issuer URL --county FILE [options] [-- CDK options]

  --issuer URL              whose tokens are accepted; a later deployment keeps it
  --audience NAME           the audience a token must name (liaison-point)
  --county FILE             the county file (config/sample-county.json)
  --region NAME             any region of the aws or aws-cn partition
  --api http|private        a public HTTP API, or one inside VPC endpoints
  --vpc-endpoints IDS       with --api private: who may reach it, separated by commas
  --webhook-addresses KIND  private lets webhooks reach private addresses (public)
  --log-format json|text    text where Lambda does not know JSON logs
  --runtime NAME            nodejs24.x, or nodejs22.x where that has not arrived
  --heads-lock MODE         compliance, or governance for a trial
  --diff                    show what would change, change nothing
  --yes                     do not ask before rights change
  --print                   print the CDK's command instead of running it

docs/operations.md says what to do before and after.`;

await command(async () => {
  const asked = readOptions(process.argv.slice(2));
  if (asked.help) return say(help);
  const args = cdkArguments('deploy', asked);
  if (asked.print) return say(['cdk', ...args].join(' '));
  await prepare();
  return runCdk(args);
});
