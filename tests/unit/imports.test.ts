import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** What each part may import besides itself; the environment schema of a function types its construct in infra. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'shared/domain': [],
  'shared/contract': ['shared/domain'],
  'shared/app': ['shared/contract', 'shared/domain'],
  'shared/aws': ['shared/contract', 'shared/domain'],
  'shared/http': ['shared/app', 'shared/contract', 'shared/domain'],
  'shared/sheet': ['shared/contract', 'shared/domain'],
  functions: ['shared', 'docs'],
  infra: ['shared', 'functions'],
  local: ['shared', 'drill'],
  drill: ['shared', 'local'],
  cli: ['shared', 'local'],
};

const sdk = /^@aws-sdk\/|^@aws-lambda-powertools\//;
/** Where an SDK client may be made or used. */
const mayUseSdk = /^(shared\/aws|shared\/http|functions|local|cli)\//;

const files = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
    .map(entry => relative(root, join(entry.parentPath, entry.name)));

const importsOf = (file: string): string[] =>
  [
    ...readFileSync(join(root, file), 'utf8').matchAll(
      /(?:^|\n)\s*(?:import|export)[^'";]*?from '([^']+)'|import\('([^']+)'\)/g,
    ),
  ].flatMap(([, from, dynamic]) => from ?? dynamic ?? []);

const partOf = (path: string): string => Object.keys(allowed).find(part => path.startsWith(`${part}/`)) ?? path;

describe('imports point one way', () => {
  for (const [part, may] of Object.entries(allowed)) {
    it(`${part} imports only ${may.length > 0 ? may.join(', ') : 'itself'}`, () => {
      const wrong = files(part).flatMap(file =>
        importsOf(file)
          .filter(from => from.startsWith('.'))
          .map(from => relative(root, resolve(root, dirname(file), from)))
          // The emulator's stores have no public entry; `local` reaches them by path, at an exact version.
          .filter(
            to =>
              !to.startsWith('node_modules/') && partOf(to) !== part && !may.some(other => to.startsWith(`${other}/`)),
          )
          .map(to => `${file} → ${to}`),
      );
      expect(wrong).toEqual([]);
    });
  }

  it('only what talks to AWS imports an SDK client', () => {
    const wrong = Object.keys(allowed)
      .flatMap(files)
      .filter(file => !mayUseSdk.test(file) && importsOf(file).some(from => sdk.test(from)));
    expect(wrong).toEqual([]);
  });

  it('runs on the Node that came with the dependencies', () => {
    expect(process.version).toMatch(/^v24\./);
  });
});
