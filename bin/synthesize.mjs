import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { node24, root } from './prepare.mjs';

/** Where the templates of the embedded cloud lie, one folder for each state of what they are made of. */
const clouds = join(root, 'dist', 'clouds');
const kept = 4;

/** The latest one for the sample county, where tests look for it. */
const current = join(root, 'dist', 'cloud');
const sample = join(root, 'config', 'sample-county.json');

const sources = ['infra', 'functions', 'shared', 'package-lock.json', 'cdk.json', 'tsconfig.json'];

function addTo(hash, path) {
  const full = join(root, path);
  if (!statSync(full).isDirectory()) return void hash.update(path).update(readFileSync(full));
  for (const name of readdirSync(full).sort()) addTo(hash, join(path, name));
}

function stateOf(county) {
  const hash = createHash('sha256').update(readFileSync(county));
  for (const source of sources) addTo(hash, source);
  return hash.digest('hex').slice(0, 16);
}

function runOurs(args, env) {
  const { status, stdout, stderr } = spawnSync(node24, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  const said = `${stdout}${stderr}`.split('\n').filter(line => !/^\s+at /.test(line));
  return { ok: status === 0, said: said.join('\n').trim() };
}

function forgetOld() {
  const age = path => statSync(path).mtimeMs;
  const byAge = readdirSync(clouds)
    .map(name => join(clouds, name))
    .sort((a, b) => age(b) - age(a));
  for (const old of byAge.slice(kept)) rmSync(old, { recursive: true, force: true });
}

function pointTo(folder) {
  if (existsSync(current) && !lstatSync(current).isSymbolicLink()) rmSync(current, { recursive: true });
  const draft = `${current}.${process.pid}`;
  symlinkSync(relative(dirname(current), folder), draft);
  renameSync(draft, current);
}

/**
 * Gives the folder with the template and the bundles of the functions for a county; writes it unless it is there.
 * @throws Error in words for the person at the terminal
 */
export function synthesize(county) {
  if (!existsSync(county)) throw new Error(`找不到县配置文件 ${county}。\nNo such county file: ${county}.`);
  const folder = join(clouds, stateOf(county));
  if (!existsSync(folder)) make(folder, county);
  utimesSync(folder, new Date(), new Date());
  forgetOld();
  if (county === sample) pointTo(folder);
  return folder;
}

function make(folder, county) {
  const { AWS_REGION, AWS_DEFAULT_REGION, CDK_DEFAULT_REGION, CDK_DEFAULT_ACCOUNT, ...env } = process.env;
  const checked = runOurs([join('local', 'check-county.ts'), county], env);
  if (!checked.ok) throw new Error(checked.said);
  console.error('生成模板与函数包…… Synthesizing template and bundles …');
  const draft = `${folder}.${process.pid}`;
  const context = JSON.stringify({ county });
  const made = runOurs([join('infra', 'app.ts')], { ...env, CDK_OUTDIR: draft, CDK_CONTEXT_JSON: context });
  if (!made.ok) throw new Error(`模板没有生成。\nThe template could not be synthesized:\n${made.said}`);
  // Two commands at once may both have made it: the first one stays.
  if (existsSync(folder)) rmSync(draft, { recursive: true, force: true });
  else renameSync(draft, folder);
}
