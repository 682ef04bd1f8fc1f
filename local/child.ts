import { spawn } from 'node:child_process';

// The shell outlives neither side: it ends the program when our end of its stdin closes (we exited, or were killed),
// and ends itself when the program does. KILL, since what we run keeps its data through that and would else wait for idle connections.
const GUARD = `
exec 3<&0
"$0" "$@" </dev/null 3<&- &
program=$!
( read -r _ <&3; kill -KILL $program ) 2>/dev/null &
watcher=$!
exec 3<&-
wait $program
code=$?
kill -KILL $watcher 2>/dev/null
exit $code`;

export interface Child {
  readonly pid: number | undefined;
  /** Everything the program printed so far. */
  readonly output: () => string;
  /** Resolves with the exit code once the program has ended. */
  readonly ended: Promise<number | null>;
  /** Resolves as soon as the output matches, or with null once the program has ended without. */
  readonly printed: (pattern: RegExp) => Promise<RegExpMatchArray | null>;
  readonly stop: () => Promise<void>;
}

/** Runs a program that ends when this process ends, however it ends. It is out of reach of the terminal's Ctrl-C. */
export function runChild(program: string, args: readonly string[]): Child {
  const child = spawn('/bin/sh', ['-c', GUARD, program, ...args], { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  let output = '';
  const listeners = new Set<() => void>();
  const take = (chunk: Buffer): void => {
    output = (output + chunk.toString('utf8')).slice(-64_000);
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  child.stdin.on('error', () => {});
  const ended = new Promise<number | null>(resolve => {
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
  return {
    pid: child.pid,
    output: () => output,
    ended,
    printed: pattern =>
      new Promise(resolve => {
        const look = (): void => {
          const found = output.match(pattern);
          if (!found) return;
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        look();
        ended.then(() => resolve(output.match(pattern)));
      }),
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
