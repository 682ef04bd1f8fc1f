import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const sources = ['functions/thread.ts', 'functions/watch-requests.ts', 'faults/calls.ts', 'faults/seeded.ts'];

/** A thread that loads TypeScript spends 70 ms on it, and a start has a dozen threads: they get their own code without types. */
function plain(): URL {
  const texts = sources.map(source => {
    const text = stripTypeScriptTypes(readFileSync(new URL(`../${source}`, import.meta.url), 'utf8'));
    return [source.replace(/\.ts$/, '.mjs'), text.replace(/(from '\.[^']*)\.ts'/g, "$1.mjs'")] as const;
  });
  const hash = createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16);
  const folder = fileURLToPath(new URL(`../../dist/threads/${hash}`, import.meta.url));
  if (!existsSync(folder)) {
    const draft = `${folder}.${process.pid}`;
    for (const [file, text] of texts) {
      mkdirSync(join(draft, file, '..'), { recursive: true });
      writeFileSync(join(draft, file), text);
    }
    settle(draft, folder);
  }
  return pathToFileURL(join(folder, 'functions', 'thread.mjs'));
}

/** Two processes may write it at once: what one of them has put in place is as good. */
function settle(draft: string, folder: string): void {
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

let made: URL | undefined;

/** Where a function's thread begins. */
export function threadFile(): URL {
  made ??= plain();
  return made;
}
