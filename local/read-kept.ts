import { readFileSync } from 'node:fs';
import { damaged } from './damaged.ts';

/** Reads a file of the data folder. @throws Fault invalid/data-damaged when it makes no sense */
export const readKept = <T>(file: string, understand: (text: string) => T): T =>
  damaged(file, () => understand(readFileSync(file, 'utf8')));
