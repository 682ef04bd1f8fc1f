import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file whole or not at all, readable by its owner only. */
export function writeSafely(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = openSync(`${file}.new`, 'w', 0o600);
  writeSync(draft, text);
  fsyncSync(draft);
  closeSync(draft);
  renameSync(`${file}.new`, file);
}
