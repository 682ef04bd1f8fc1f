import { parseArgs } from 'node:util';
import { killUnderLoad } from './kill.ts';

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    kills: { type: 'string' },
    seed: { type: 'string' },
    port: { type: 'string', default: '18180' },
  },
});

const kills = Number(values.kills ?? (values.short ? 3 : 20));
const seed = Number(values.seed ?? Date.now() % 1_000_000);
console.log(`杀进程 kill -9 × ${kills}, seed ${seed}`);
const result = await killUnderLoad({ kills, seed, port: Number(values.port) });
for (const problem of result.broken) console.log(`✗ ${problem}`);
const verdict =
  result.broken.length === 0
    ? '✓ 无丢失、无重复、记录完整 nothing lost, nothing twice, every chain whole'
    : `✗ ${result.broken.length}`;
console.log(`${verdict}; kills ${result.kills}, instructions ${result.instructions}, ${result.seconds.toFixed(0)} s`);
process.exit(result.broken.length === 0 ? 0 : 1);
