import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';
import { type FunctionName, functionNames } from './grants.ts';
import type { Settings } from './settings.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** CommonJS parts of the SDK call `require` for Node's own modules. */
const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/** The file that exports the handler: one folder a function, and one for both channels of `send-page`. */
export function entryOf(name: FunctionName): string {
  return join(root, 'functions', name.startsWith('send-page-') ? 'send-page' : name, 'index.ts');
}

/**
 * Ways to credentials that a function never takes: its own stand in the environment. They are a sixth of a worker.
 * They are imported only when tried, so leaving them out fails nothing that would have worked.
 */
const unusedCredentials = ['sso', 'ini', 'process', 'web-identity'].map(way => `@aws-sdk/credential-provider-${way}`);

export interface BundleOptions extends Pick<Settings, 'runtime'> {
  /** Where the bundles are written, one folder a function. */
  readonly outdir: string;
  /** @default entryOf */
  readonly entry?: (name: FunctionName) => string;
}

/**
 * Bundles every function in one go, SDK included, and tells where each one's code lies.
 * @throws Error naming the entry files that do not exist
 */
export function bundle({ outdir, runtime, entry = entryOf }: BundleOptions): (name: FunctionName) => Code {
  const missing = functionNames.map(entry).filter(file => !existsSync(file));
  if (missing.length > 0) throw new Error(`No such function: ${[...new Set(missing)].join(', ')}`);
  buildSync({
    entryPoints: Object.fromEntries(functionNames.map(name => [`${name}/index`, entry(name)])),
    outdir,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: runtime === 'nodejs24.x' ? 'node24' : 'node22',
    mainFields: ['module', 'main'],
    external: unusedCredentials,
    banner: { js: banner },
    outExtension: { '.js': '.mjs' },
    legalComments: 'none',
    logLevel: 'warning',
  });
  return name => Code.fromAsset(join(outdir, name));
}
