import { parseArgs } from 'node:util';
import { deathsAt } from './deaths.ts';
import { brokenServices, upsetQueues } from './faults.ts';
import { kills } from './kills.ts';
import type { Outcome } from './outcome.ts';

const { values } = parseArgs({
  options: {
    /** A few of each, for every change. */
    short: { type: 'boolean', default: false },
    kills: { type: 'string' },
    deaths: { type: 'string' },
    only: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const { short } = values;
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const most = Number(values.deaths ?? 16);
const rounds = short ? 1 : 4;
const nths = short ? [2, 6] : Array.from({ length: most }, (_, i) => i + 1);

const suites: Readonly<Record<string, readonly (() => Promise<Outcome>)[]>> = {
  kills: [() => kills({ count: Number(values.kills ?? (short ? 3 : 20)), seed })],
  queues: [() => upsetQueues({ seed, rounds })],
  services: [() => brokenServices({ seed, rounds })],
  deaths: nths.map(nth => () => deathsAt({ nth, seed })),
};

const said = ({ name, problems, instructions, executions, events, seconds }: Outcome): string =>
  `${problems.length === 0 ? '✓' : '✗'} ${name}: 指令 instructions ${instructions}, 执行 executions ${executions}, 事件 events ${events}, ${seconds} s`;

console.log(`seed ${seed}`);
const outcomes: Outcome[] = [];
for (const suite of Object.keys(suites).filter(name => values.only === undefined || values.only === name))
  for (const run of suites[suite] ?? []) {
    const outcome = await run();
    outcomes.push(outcome);
    console.log(said(outcome));
    for (const problem of outcome.problems.slice(0, 20)) console.log(`    ${problem}`);
  }
const failed = outcomes.filter(({ problems }) => problems.length > 0).length;
const total = outcomes.reduce((sum, { instructions }) => sum + instructions, 0);
console.log(
  failed === 0
    ? `✓ 无丢失、无重复、无人漏呼、记录完整 nothing lost, nothing twice, nobody left unpaged, every chain whole (${total} instructions)`
    : `✗ ${failed} of ${outcomes.length}; npm run chaos -- --seed ${seed}`,
);
if (values.json) console.log(JSON.stringify({ seed, outcomes }));
process.exit(failed === 0 ? 0 : 1);
