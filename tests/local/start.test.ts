import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { readAddresses } from '../../local/address-file.ts';
import { freePort } from '../../local/free-port.ts';
import { eventually } from './eventually.ts';

vi.setConfig({ testTimeout: 120_000 });

const folder = (): string => mkdtempSync(join(tmpdir(), 'start-'));
const parts = ['HTTP', 'IDENTITY', 'MESSAGING', 'DYNAMODB', 'SERVICES'];

async function freePorts(): Promise<Record<string, string>> {
  return Object.fromEntries(
    await Promise.all(parts.map(async part => [`LIAISON_${part}_PORT`, String(await freePort())])),
  );
}

/** Processes that name the folder, by its argument or in their environment. */
function processesOf(dataDir: string): string[] {
  return readdirSync('/proc').filter(pid => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return false;
    try {
      return ['cmdline', 'environ'].some(file => readFileSync(`/proc/${pid}/${file}`, 'utf8').includes(dataDir));
    } catch {
      return false;
    }
  });
}

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

async function start(dataDir: string, env: Record<string, string> = {}, args = ['--no-sample']) {
  const child = spawn('node', ['bin/start.mjs', ...args], {
    env: { ...process.env, ...(await freePorts()), LIAISON_DATA: dataDir, ...env },
    detached: true,
  });
  started.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk));
  const ended = once(child, 'exit').then(([code]) => code);
  return {
    child,
    ended,
    output: () => output,
    running: () => eventually(() => output.includes('Ctrl-C') || child.exitCode, true, 60_000),
  };
}

test('a first start prints address and sign-ins, answers and plays the sample; Ctrl-C leaves nothing behind', async () => {
  const dataDir = join(folder(), 'new');
  const { child, ended, output, running } = await start(dataDir, {}, []);
  await running();
  const addresses = readAddresses(dataDir);
  expect(output()).toContain(addresses?.url);
  expect(output()).toMatch(new RegExp(`口令都是 ${addresses?.password}[\\s\\S]*lin\\.haoran`));
  expect((await fetch(`${addresses?.url}/health`)).status).toBe(200);
  await eventually(() => output().includes('已签发'), true, 60_000);
  // A terminal sends it to the whole group.
  process.kill(-(child.pid ?? 0), 'SIGINT');
  expect(await ended).toBe(0);
  await eventually(() => processesOf(dataDir), []);
  expect(readAddresses(dataDir)).toBeUndefined();
});

test('when the starter is killed, everything it started ends', async () => {
  const dataDir = folder();
  const { child, running } = await start(dataDir);
  await running();
  child.kill('SIGKILL');
  await eventually(() => processesOf(dataDir), []);
});

test('a second start on the same folder, and a port in use, are told in words with exit status 1', async () => {
  const dataDir = folder();
  const first = await start(dataDir);
  await first.running();
  const second = await start(dataDir);
  expect(await second.ended).toBe(1);
  expect(second.output()).toMatch(/正被另一个反诈联络点使用[\s\S]*Another Liaison Point/);
  const busy = createServer().listen(0, '127.0.0.1');
  await once(busy, 'listening');
  const port = String(Object(busy.address()).port);
  for (const part of ['HTTP', 'IDENTITY']) {
    const third = await start(folder(), { [`LIAISON_${part}_PORT`]: port });
    expect(await third.ended).toBe(1);
    expect(third.output()).toContain(
      `Port ${port} is in use. Stop the program that uses it, or choose another port with LIAISON_${part}_PORT.`,
    );
  }
  busy.close();
  for (const { output } of [second]) expect(output()).not.toMatch(/\n\s+at /);
});

test('a damaged data folder, a wrong county file and a DynamoDB that does not answer are told in words', async () => {
  const damaged = folder();
  writeFileSync(join(damaged, 'cloud.db'), 'nonsense '.repeat(1000));
  const county = join(folder(), 'county.json');
  writeFileSync(county, '{"county":{}}');
  const cases = [
    [await start(damaged), /cloud\.db 已损坏/],
    [await start(folder(), { LIAISON_COUNTY: county }), /县配置文件有误：[\s\S]*organisations/],
    [
      await start(folder(), { LIAISON_DYNAMODB_ENDPOINT: `http://127.0.0.1:${await freePort()}` }),
      /No DynamoDB answers/,
    ],
    [await start(folder(), {}, ['--nonsense']), /--nonsense/],
  ] as const;
  for (const [{ ended, output }, words] of cases) {
    expect(await ended).toBe(1);
    expect(output()).toMatch(words);
    expect(output()).not.toMatch(/\n\s+at /);
  }
});

test('when the database dies by itself, the whole says so and ends', async () => {
  const dataDir = folder();
  const { ended, output, running } = await start(dataDir);
  await running();
  const database = processesOf(dataDir).find(pid => readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('dynoxide'));
  process.kill(Number(database), 'SIGKILL');
  expect(await ended).toBe(1);
  expect(output()).toMatch(/DynamoDB 意外退出[\s\S]*ended by itself/);
  await eventually(() => processesOf(dataDir), []);
});
