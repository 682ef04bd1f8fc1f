import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestCounty } from './county.ts';

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Standard output, read as one JSON text. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers by path.
  readonly json: () => any;
}

export interface RunOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Running {
  /** Resolves as soon as standard output matches, or when the command has ended. */
  readonly printed: (pattern: RegExp) => Promise<RegExpExecArray | null>;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<Ran>;
}

/** The real command as a child process, without a terminal, with a folder of its own for what it keeps. */
export const commandLine = ({ cloud, identity }: Pick<TestCounty, 'cloud' | 'identity'>) => {
  const folder = mkdtempSync(join(tmpdir(), 'liaison-cli-'));
  const { url, environment, outputs } = cloud;
  const { issuer, password } = identity;
  writeFileSync(join(folder, 'running.json'), JSON.stringify({ url, issuer, password, environment, outputs }));
  const base = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(LIAISON|AWS)_/.test(name)));
  const own = {
    ...base,
    LIAISON_CONFIG: join(folder, 'config'),
    LIAISON_DATA: folder,
    LIAISON_URL: url,
    LIAISON_ISSUER: issuer,
  };

  const start = (args: readonly string[], { input, env = {} }: RunOptions = {}): Running => {
    const child = spawn(process.execPath, ['bin/liaison.mjs', ...args], { env: { ...own, ...env } });
    const said = { out: '', err: '' };
    const listeners = new Set<() => void>();
    child.stdout.setEncoding('utf8').on('data', text => {
      said.out += text;
      for (const listener of listeners) listener();
    });
    child.stderr.setEncoding('utf8').on('data', text => {
      said.err += text;
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
    const ended = new Promise<Ran>(resolve => {
      child.on('close', code => resolve({ code, ...said, json: () => JSON.parse(said.out) }));
    });
    return {
      ended,
      kill: signal => child.kill(signal),
      printed: pattern =>
        new Promise(resolve => {
          const look = (): void => {
            const found = pattern.exec(said.out);
            if (found) resolve(found);
          };
          listeners.add(look);
          look();
          ended.then(() => resolve(pattern.exec(said.out)));
        }),
    };
  };
  const run = (args: readonly string[], options?: RunOptions): Promise<Ran> => start(args, options).ended;
  return {
    folder,
    start,
    run,
    /** Runs as a demo person and gives the JSON it printed. @throws Error with what it said where it failed */
    as:
      (person: string) =>
      // biome-ignore lint/suspicious/noExplicitAny: tests read answers by path.
      async (...args: string[]): Promise<any> => {
        const ran = await run(['--as', person, '--json', ...args]);
        if (ran.code !== 0) throw new Error(`liaison ${args.join(' ')}: ${ran.code} ${ran.err}`);
        return ran.json();
      },
    stop: (): void => rmSync(folder, { recursive: true, force: true }),
  };
};

export type CommandLine = ReturnType<typeof commandLine>;
