/** Says what is wrong with a county file, before anything is made of it. */
import { readFileSync } from 'node:fs';
import { parseCounty } from '../shared/aws/load-county.ts';
import { explain } from './messages.ts';

const [, , file = ''] = process.argv;
try {
  parseCounty(readFileSync(file, 'utf8'));
} catch (error) {
  console.error(`${file}\n${explain(error) ?? String(error)}`);
  process.exitCode = 1;
}
