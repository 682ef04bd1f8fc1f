import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node24, root } from './prepare.mjs';

/** Where the template of the embedded cloud lies, apart from what a deployment synthesizes. */
export const cloudFolder = join(root, 'dist', 'cloud');

const sources = ['infra', 'functions', 'shared', 'config', 'package-lock.json', 'cdk.json', 'tsconfig.json'];

function addTo(hash, path) {
  const full = join(root, path);
  const entries = readdirSync(full, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) addTo(hash, inner);
    else hash.update(inner).update(readFileSync(join(root, inner)));
  }
}

function inputsOf(county) {
  const hash = createHash('sha256').update(county).update(readFileSync(county));
  for (const source of sources) {
    if (source.includes('.')) hash.update(readFileSync(join(root, source)));
    else addTo(hash, source);
  }
  return hash.digest('hex');
}

/**
 * Writes the template and the bundles of the functions, unless nothing they are made of changed.
 * @throws Error in words for the person at the terminal
 */
export function synthesize(county) {
  if (!existsSync(county)) throw new Error(`找不到县配置文件 ${county}。\nNo such county file: ${county}.`);
  const inputs = inputsOf(county);
  const note = join(cloudFolder, '.inputs');
  if (existsSync(note) && readFileSync(note, 'utf8') === inputs) return cloudFolder;
  console.error('生成模板与函数包…… Synthesizing template and bundles …');
  const draft = `${cloudFolder}.new`;
  rmSync(draft, { recursive: true, force: true });
  const { AWS_REGION, AWS_DEFAULT_REGION, CDK_DEFAULT_REGION, CDK_DEFAULT_ACCOUNT, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(
    node24,
    ['--disable-warning=ExperimentalWarning', join('infra', 'app.ts')],
    {
      cwd: root,
      env: { ...env, CDK_OUTDIR: draft, CDK_CONTEXT_JSON: JSON.stringify({ county }) },
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`模板没有生成。\nThe template could not be synthesized:\n${stdout}${stderr}`);
  writeFileSync(join(draft, '.inputs'), inputs);
  rmSync(cloudFolder, { recursive: true, force: true });
  renameSync(draft, cloudFolder);
  return cloudFolder;
}
