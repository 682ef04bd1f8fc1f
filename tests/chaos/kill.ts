import { spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { playScenario } from '../../drill/play.ts';
import { parseScenario } from '../../drill/scenario/parse.ts';
import { parseCounty } from '../../shared/aws/load-county.ts';
import { ExportLine } from '../../shared/contract/export.ts';
import { Server } from './server.ts';

export interface KillResult {
  readonly kills: number;
  readonly instructions: number;
  readonly seconds: number;
  /** Everything that did not hold, in words. */
  readonly broken: readonly string[];
}

/** xorshift: the same seed kills at the same moments. */
const random = (seed: number): (() => number) => {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x1_0000_0000;
  };
};

const command = (args: readonly string[], env: Readonly<Record<string, string>>): string => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'cli/index.ts', ...args],
    {
      env: { ...process.env, ...env },
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  return status === 0 ? '' : `${args.join(' ')} ended with ${status}: ${stdout.slice(-1_500)}${stderr.slice(-1_500)}`;
};

/** Instructions that went out without anybody being paged, or found unreachable. */
async function unpaged(file: string): Promise<string[]> {
  const silent: string[] = [];
  for await (const text of createInterface({ input: createReadStream(file) })) {
    const line = ExportLine.parse(JSON.parse(text));
    if (line.kind !== 'instruction') continue;
    const paged = line.events.some(({ type }) => type === 'paged');
    if (!paged && line.state.state !== 'withdrawn') silent.push(`nobody was paged for ${line.id}`);
  }
  return silent;
}

/** Kills the server again and again under load; after the last restart everything must stand. */
export async function killUnderLoad({
  kills,
  seed,
  port,
}: {
  kills: number;
  seed: number;
  port: number;
}): Promise<KillResult> {
  const folder = mkdtempSync(join(tmpdir(), 'chaos-'));
  const server = new Server(folder, port);
  const next = random(seed);
  const from = performance.now();
  try {
    await server.start();
    const scenario = parseScenario(readFileSync('config/scenarios/loops.json', 'utf8'));
    const county = parseCounty(readFileSync('config/sample-county.json', 'utf8'));
    const playing = playScenario({
      scenario,
      county,
      urls: [server.url],
      signIn: server.access(),
      repeat: kills * 4,
      patienceMs: 300_000,
    });
    const over = playing.then(
      () => true,
      () => true,
    );
    let killed = 0;
    while (killed < kills) {
      const ended = await Promise.race([over, pause(500 + next() * 4_000, false)]);
      if (ended) break;
      await server.kill();
      killed += 1;
      await server.start();
    }
    const report = await playing;
    const file = join(folder, 'export.jsonl');
    const broken = [
      ...(killed < kills ? [`the load ended after ${killed} of ${kills} kills`] : []),
      ...(report.ok
        ? []
        : [
            `not closed: ${JSON.stringify(report.notClosed.slice(0, 5))}; books differ: ${JSON.stringify(report.differences.slice(0, 5))}`,
          ]),
      command(['export', '--local', folder, '--out', file], server.environment),
      command(['verify', '--local', folder, file, '--jwks', `${server.url}/.well-known/jwks.json`], server.environment),
      ...(await unpaged(file)),
    ].filter(Boolean);
    return { kills: killed, instructions: report.instructions, seconds: (performance.now() - from) / 1000, broken };
  } finally {
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
