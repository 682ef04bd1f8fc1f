import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const kept = 200_000;
const largestFile = 10_000_000;

export interface Logs {
  readonly write: (name: string, text: string) => void;
  /** The last of what a function printed. */
  readonly read: (name: string) => string;
}

/** Keeps what functions print: the last of it in memory, and in a folder, where a file that grew large becomes `.1`. */
export function keepLogs(folder?: string): Logs {
  const recent = new Map<string, string>();
  const sizes = new Map<string, number>();
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const toFile = (folder: string, name: string, text: string): void => {
    const file = join(folder, `${name}.log`);
    const size = (sizes.get(name) ?? (existsSync(file) ? statSync(file).size : 0)) + text.length;
    sizes.set(name, size > largestFile ? 0 : size);
    if (size > largestFile) renameSync(file, `${file}.1`);
    appendFileSync(file, text);
  };
  return {
    write: (name, text) => {
      recent.set(name, ((recent.get(name) ?? '') + text).slice(-kept));
      if (folder !== undefined) toFile(folder, name, text);
    },
    read: name => recent.get(name) ?? '',
  };
}
