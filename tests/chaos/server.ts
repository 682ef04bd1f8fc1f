import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const readyWithinMs = 120_000;

/** The whole of it as a process of its own on one data folder and fixed ports, to be killed and started again. */
export class Server {
  readonly #folder: string;
  readonly #ports: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;
  starts = 0;

  constructor(folder: string, firstPort: number) {
    this.#folder = folder;
    const names = ['HTTP', 'IDENTITY', 'MESSAGING', 'DYNAMODB', 'SERVICES'];
    this.#ports = Object.fromEntries(names.map((name, i) => [`LIAISON_${name}_PORT`, String(firstPort + i)]));
  }

  get url(): string {
    return `http://127.0.0.1:${this.#ports.LIAISON_HTTP_PORT}`;
  }

  get environment(): Readonly<Record<string, string>> {
    return { ...this.#ports, LIAISON_DATA: this.#folder };
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'local/start.ts', '--no-sample'], {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, ...this.environment },
    });
    this.#child = child;
    this.starts += 1;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', text => appendFileSync(join(this.#folder, 'server.log'), text));
    const until = Date.now() + readyWithinMs;
    while (!(existsSync(join(this.#folder, 'running.json')) && (await this.#answers()))) {
      if (child.exitCode !== null || Date.now() > until) throw new Error(`the server did not start:\n${this.#said()}`);
      await pause(50);
    }
  }

  /** kill -9 of the process and all its children, at once. */
  async kill(): Promise<void> {
    const { pid } = this.#child ?? {};
    if (pid === undefined || !this.#child) return;
    const ended = once(this.#child, 'exit');
    process.kill(-pid, 'SIGKILL');
    await ended;
  }

  /** What a start left for clients: issuer and demo password. */
  access(): { readonly issuer: string; readonly password: string } {
    return JSON.parse(readFileSync(join(this.#folder, 'running.json'), 'utf8'));
  }

  #said(): string {
    try {
      return readFileSync(join(this.#folder, 'server.log'), 'utf8').slice(-2_000);
    } catch {
      return '';
    }
  }

  async #answers(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/health`, { signal: AbortSignal.timeout(1_000) })).ok;
    } catch {
      return false;
    }
  }
}
