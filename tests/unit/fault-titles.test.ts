import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { fieldCodes } from '../../shared/contract/codes.ts';
import { titledCodes } from '../../shared/contract/titles.ts';

const raised = /new Fault\(\s*'(\w+)',\s*'([\w-]+)'/g;

/** Raised in files of which HTTP uses another part. */
const inside = ['deadline-not-queued', 'day-entry'];

/** Codes of all faults in the sources of the functions behind HTTP, except bugs, which leave as one code. */
let codes: Set<string>;

beforeAll(async () => {
  const { metafile } = await build({
    entryPoints: ['police-api', 'bank-api', 'public-api'].map(name => `functions/${name}/index.ts`),
    bundle: true,
    write: false,
    outdir: 'nowhere',
    platform: 'node',
    format: 'esm',
    metafile: true,
    treeShaking: false,
    packages: 'external',
  });
  const sources = Object.keys(metafile.inputs).map(path => readFileSync(path, 'utf8'));
  const found = sources.flatMap(source => [...source.matchAll(raised)]);
  codes = new Set(found.filter(([, kind]) => kind !== 'bug').map(([, , code = '']) => code));
  for (const code of inside) codes.delete(code);
});

test('every fault that can leave over HTTP has a title in both languages', () => {
  expect(codes.size).toBeGreaterThan(40);
  expect([...codes].filter(code => !titledCodes.includes(code))).toEqual([]);
});

test('every title is of a code that can leave', () => {
  const known = new Set<string>([...codes, ...fieldCodes, 'bug']);
  expect(titledCodes.filter(code => !known.has(code))).toEqual([]);
});
