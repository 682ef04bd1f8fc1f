import { parseArgs } from 'node:util';
import { bundleSuite } from './bundle.ts';
import { costSuite } from './cost.ts';
import type { Figures, Suite } from './figures.ts';
import { historySuite } from './history.ts';
import { loopsSuite } from './loops.ts';
import { submitSuite } from './submit.ts';
import { targets } from './targets.ts';

const suites: Readonly<Record<string, Suite>> = {
  submit: async size => ({ ...(await submitSuite(size)), ...(await loopsSuite(size)), ...(await historySuite(size)) }),
  cost: costSuite,
  bundle: bundleSuite,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, short: { type: 'boolean', default: false } },
});

const unknown = positionals.filter(name => !suites[name]);
if (unknown.length > 0) {
  console.error(`没有这个测项 no such suite: ${unknown.join(', ')}（可选 known: ${Object.keys(suites).join(', ')}）`);
  process.exit(2);
}

const line = (key: string, value: number): string => {
  const target = targets[key];
  const verdict = target ? `${target.meets(value) ? '✓' : '✗'} ${target.text}` : '';
  return `${key.padEnd(24)} ${String(value).padStart(12)}  ${verdict}`.trimEnd();
};

const all: Figures = {};
for (const name of positionals.length > 0 ? positionals : Object.keys(suites)) {
  const figures = (await suites[name]?.(values)) ?? {};
  Object.assign(all, figures);
  for (const [key, value] of Object.entries(figures)) console.error(line(key, value));
}
if (values.json) console.log(JSON.stringify(all));
process.exit(0);
