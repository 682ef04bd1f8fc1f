import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { build } from 'esbuild';
import type { Foundation } from './constructs/foundation.ts';
import { type FunctionName, functionNames } from './grants.ts';
import { plainSchemaKeys } from './plain-schema-keys.ts';

const root = dirname(import.meta.dirname);

/** CommonJS parts of the SDK call `require` for Node's own modules. */
const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * Ways to credentials that a function never takes: its own stand in the environment. They are a sixth of a worker.
 * They are imported only when tried, so leaving them out fails nothing that would have worked.
 */
const unusedCredentials = [
  ...['sso', 'ini', 'process', 'web-identity', 'http'].map(way => `@aws-sdk/credential-provider-${way}`),
  '@smithy/credential-provider-imds',
];

/** The file that exports the handler: one folder a function, and one for both channels of `send-page`. */
export function entryOf(name: FunctionName): string {
  return join(root, 'functions', name.startsWith('send-page-') ? 'send-page' : name, 'index.ts');
}

export interface BundleOptions {
  /** Where the bundles are written, one folder a function. */
  readonly outdir: string;
  /** @default entryOf */
  readonly entry?: (name: FunctionName) => string;
}

/**
 * Bundles every function in one go, SDK included, and tells where each one's code lies.
 * @throws Error naming the entry files that do not exist
 */
export async function bundle({ outdir, entry = entryOf }: BundleOptions): Promise<Foundation['codeOf']> {
  const missing = functionNames.map(entry).filter(file => !existsSync(file));
  if (missing.length > 0) throw new Error(`No such function: ${[...new Set(missing)].join(', ')}`);
  await build({
    entryPoints: Object.fromEntries(functionNames.map(name => [`${name}/index`, entry(name)])),
    outdir,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    // The older of the two runtimes that a deployment may choose.
    target: 'node22',
    mainFields: ['module', 'main'],
    external: unusedCredentials,
    plugins: [plainSchemaKeys],
    banner: { js: banner },
    outExtension: { '.js': '.mjs' },
    legalComments: 'none',
    logLevel: 'warning',
  });
  return name => Code.fromAsset(join(outdir, name));
}
