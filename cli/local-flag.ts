import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** `--local export` asks for the usual folder and not for one called export: a word after it counts only if it is a data folder. */
export const localFlag = (argv: readonly string[]): string[] =>
  argv.map((word, at) => {
    const next = argv[at + 1];
    if (word !== '--local' || next === undefined || next.startsWith('-')) return word;
    return existsSync(join(next, 'running.json')) || next.includes('/') ? word : '--local=';
  });
