import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const file = (name: string) => fileURLToPath(new URL(`../../../shared/sheet/${name}`, import.meta.url));

describe('the spreadsheet reader', () => {
  it('needs nothing of Node, so that a console in a browser reads the same rows', async () => {
    const { metafile } = await build({
      entryPoints: ['read-sheet.ts', 'group-rows.ts', 'write-template.ts'].map(file),
      bundle: true,
      write: false,
      metafile: true,
      platform: 'browser',
      format: 'esm',
      outdir: '.',
      logLevel: 'silent',
    });
    const inputs = Object.keys(metafile.inputs);
    expect(inputs.length).toBeGreaterThan(0);
    expect(inputs.filter(input => /shared\/aws|@aws-sdk|\/node\.js$/.test(input))).toEqual([]);
  });
});
