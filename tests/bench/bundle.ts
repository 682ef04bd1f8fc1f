import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { realFunctions } from '../../local/realise/functions.ts';
import { readStack } from '../../local/template/stack.ts';
import type { Figures, Size } from './figures.ts';
import { median, rounded } from './stats.ts';

const http = /^Api/;

/** What any Lambda on DynamoDB pays before it can answer: import a bare DocumentClient and make one request. */
const bare = `
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
const db = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 1 }));
export const handler = () => db.send(new GetCommand({ TableName: 'none', Key: { pk: 'a' } })).catch(() => undefined);
`;

/** Imports a bundle and asks it once, in a fresh process; what the other end is does not matter, only the work on this side. */
const probe = (file: string, event: unknown): string => `
const from = performance.now();
const { handler } = await import(${JSON.stringify(`file://${file}`)});
await handler(${JSON.stringify(event)}, {});
console.log(performance.now() - from);
process.exit(0);
`;

const request = {
  version: '2.0',
  routeKey: '$default',
  rawPath: '/bank/inbox',
  rawQueryString: '',
  headers: { authorization: 'Bearer a.b.c' },
  requestContext: { http: { method: 'GET', path: '/bank/inbox' } },
  isBase64Encoded: false,
};

const cold = (file: string, event: unknown, env: Record<string, string>): number => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', probe(file, event)], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  const ms = Number(stdout.trim().split('\n').at(-1));
  if (!(ms > 0)) throw new Error(`cold start of ${file} said: ${stdout}${stderr}`);
  return ms;
};

/** Suite `bundle`: sizes of what Lambda loads, and import plus first request beside a bare DocumentClient, in turn. */
export async function bundleSuite({ short }: Size): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  try {
    const stack = readStack(
      'dist/cloud',
      { messaging: 'http://127.0.0.1:9', http: 'http://127.0.0.1:9' },
      { Issuer: 'http://127.0.0.1:9' },
    );
    const closed = {
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
    };
    const functions = realFunctions(stack, closed, {});
    const kilobytes = (group: boolean): number =>
      Math.max(...functions.filter(({ id }) => http.test(id) === group).map(({ file }) => statSync(file).size / 1024));
    const floor = join(folder, 'bare.mjs');
    writeFileSync(join(folder, 'bare.ts'), bare);
    await build({
      entryPoints: [join(folder, 'bare.ts')],
      outfile: floor,
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'esm',
      target: 'node24',
      mainFields: ['module', 'main'],
      nodePaths: [join(process.cwd(), 'node_modules')],
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
      logLevel: 'error',
    });
    const handlers = functions.filter(({ id }) => /^Api(Police|Bank)/.test(id));
    const least: number[] = [];
    const ours = handlers.map(() => [] as number[]);
    for (let i = 0; i < (short ? 7 : 21); i += 1) {
      least.push(cold(floor, {}, closed));
      for (const [at, { file, environment }] of handlers.entries())
        ours[at]?.push(cold(file, request, { ...closed, ...environment }));
    }
    return {
      'bundle.httpKB': rounded(kilobytes(true), 0),
      'bundle.workerKB': rounded(kilobytes(false), 0),
      'bundle.coldRatio': rounded(Math.max(...ours.map(median)) / median(least)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
