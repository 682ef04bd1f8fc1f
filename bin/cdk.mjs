import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { node24, root } from './prepare.mjs';

const parameters = { issuer: 'Issuer', audience: 'Audience', 'webhook-addresses': 'WebhookAddresses' };
const contexts = {
  county: 'county',
  region: 'region',
  api: 'apiType',
  'vpc-endpoints': 'vpcEndpoints',
  'log-format': 'logFormat',
  runtime: 'runtime',
  'heads-lock': 'headsLock',
};

const text = names => Object.fromEntries(Object.keys(names).map(name => [name, { type: 'string' }]));
const flag = { type: 'boolean', default: false };

/** Options of deploy and destroy, as people write them. */
const options = {
  ...text(parameters),
  ...text(contexts),
  diff: flag,
  yes: { ...flag, short: 'y' },
  print: flag,
  help: { ...flag, short: 'h' },
};

/**
 * What was asked for on the command line; everything after a lone `--` goes to the CDK as it is.
 * @throws Error that says which option is unknown, or that the issuer is not reached safely
 */
export function readOptions(argv) {
  const cut = argv.indexOf('--');
  const ours = cut < 0 ? argv : argv.slice(0, cut);
  const { values } = parseArgs({ args: ours, options, allowPositionals: false });
  // Keys fetched in clear text could be anybody's, and so could every token.
  if (values.issuer !== undefined && !values.issuer.startsWith('https://'))
    throw new Error(`--issuer 必须以 https:// 开头。\n--issuer must begin with https://: ${values.issuer}`);
  return { ...values, rest: cut < 0 ? [] : argv.slice(cut + 1) };
}

const chosen = (asked, names, write) =>
  Object.entries(names).flatMap(([option, name]) => (asked[option] === undefined ? [] : write(name, asked[option])));

/** The CDK's own arguments for the one stack. */
export function cdkArguments(command, asked) {
  const context = chosen(asked, contexts, (name, value) => ['--context', `${name}=${value}`]);
  if (command === 'destroy')
    return ['destroy', 'LiaisonPoint', ...context, ...(asked.yes ? ['--force'] : []), ...asked.rest];
  if (asked.diff) return ['diff', 'LiaisonPoint', ...context, ...asked.rest];
  const given = chosen(asked, parameters, (name, value) => ['--parameters', `LiaisonPoint:${name}=${value}`]);
  return [
    'deploy',
    'LiaisonPoint',
    ...context,
    ...given,
    ...(asked.yes ? ['--require-approval', 'never'] : []),
    ...asked.rest,
  ];
}

/** Prints it and gives the exit status of a command that has done no more. */
export function say(text) {
  console.log(text);
  return 0;
}

/** Runs the CDK command line from the project's folder and gives its exit status. */
export function runCdk(args) {
  const cdk = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const { status } = spawnSync(node24, [cdk, ...args], { cwd: root, stdio: 'inherit' });
  return status ?? 1;
}
