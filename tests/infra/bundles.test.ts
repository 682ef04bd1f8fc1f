import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle, entryOf } from '../../infra/bundle.ts';
import { functionNames } from '../../infra/grants.ts';
import { plainSchemaKeys } from '../../infra/plain-schema-keys.ts';

const outdir = mkdtempSync(join(tmpdir(), 'bundles-'));
const fileOf = (name: string) => join(outdir, name, 'index.mjs');

beforeAll(async () => {
  await bundle({ outdir });
});
afterAll(() => rmSync(outdir, { recursive: true }));

/** What a function finds in its environment; nothing is called while it loads. */
const environment = {
  ...{ LEDGER_TABLE: 'ledger', DIRECTORY_TABLE: 'directory', HEADS_BUCKET: 'heads', COUNTY_ZONE: 'Asia/Shanghai' },
  ...{ OIDC_ISSUER: 'https://login.example.test', OIDC_AUDIENCE: 'liaison-point', SIGNING_KEY: 'key' },
  ...{
    FINGERPRINT_SECRET: 'fingerprints',
    WEBHOOK_SECRETS: 'webhooks',
    WEBHOOK_ADDRESSES: 'public',
    CHANNEL: 'console',
  },
  ...{ INTAKE_QUEUE: 'https://sqs.example.test/intake', DEADLINES_QUEUE: 'https://sqs.example.test/deadlines' },
  ...{ INSTRUCTIONS_TOPIC: 'instructions', EVENTS_TOPIC: 'events', CHANNEL_QUEUES: '{}' },
  ...{ AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' },
};

describe.each(functionNames)('the bundle of %s', name => {
  test('stays within its budget, so that a cold start stays short', () => {
    const budget = name.endsWith('-api') ? 700 : 500;
    expect(statSync(fileOf(name)).size / 1024).toBeLessThanOrEqual(budget);
  });
});

test('every bundle loads by itself outside the project and offers its handler', () => {
  const files = functionNames.map(name => pathToFileURL(fileOf(name)).href);
  const script = `for (const file of ${JSON.stringify(files)}) console.log(typeof (await import(file)).handler)`;
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: outdir,
    env: environment,
    encoding: 'utf8',
  });
  expect(out.trim().split('\n')).toEqual(functionNames.map(() => 'function'));
});

test('a bad environment fails at load, before any message is taken', () => {
  const script = `await import(${JSON.stringify(pathToFileURL(fileOf('run-deadline')))})`;
  const load = () => execFileSync(process.execPath, ['--input-type=module', '-e', script], { env: {}, stdio: 'pipe' });
  expect(load).toThrow(/LEDGER_TABLE/);
});

test.each(['client-s3', 'client-dynamodb', 'client-sqs'])(
  'the schemas of %s say the same after bundling',
  async client => {
    const entry = join(import.meta.dirname, `../../node_modules/@aws-sdk/${client}/dist-es/schemas/schemas_0.js`);
    const read = async (plugins: Plugin[]): Promise<unknown> => {
      const outfile = join(outdir, `${client}-${plugins.length}.mjs`);
      await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', plugins });
      return JSON.stringify(await import(outfile), (_, value) => (typeof value === 'function' ? 'a lookup' : value));
    };
    expect(await read([plainSchemaKeys])).toBe(await read([]));
  },
);

test('both channels of send-page are one piece of code', () => {
  expect(entryOf('send-page-console')).toBe(entryOf('send-page-webhook'));
  expect(readFileSync(fileOf('send-page-console'))).toEqual(readFileSync(fileOf('send-page-webhook')));
});

test('a function without an entry is named, and nothing is written', async () => {
  const nowhere = join(outdir, 'nowhere');
  await expect(bundle({ outdir: nowhere, entry: name => join(nowhere, `${name}.ts`) })).rejects.toThrow(
    'police-api.ts',
  );
  expect(existsSync(nowhere)).toBe(false);
});
