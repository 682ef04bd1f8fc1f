import { createRequire } from 'node:module';
import { Fault } from '../../shared/domain/fault.ts';
import { type Child, runChild } from '../child.ts';
import { freePort } from '../free-port.ts';

export interface Dynoxide {
  readonly endpoint: string;
  readonly pid: number | undefined;
  /** Resolves with what it last said once it has ended. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
}

/** The path of the binary. @throws Fault invalid/no-dynamodb-binary where the platform has none */
export function dynoxideBinary(): string {
  const wanted = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    return createRequire(import.meta.url).resolve(`${wanted}/dynoxide`);
  } catch (cause) {
    throw new Fault('invalid', 'no-dynamodb-binary', { package: wanted }, { cause });
  }
}

/**
 * Starts DynamoDB on a file, or in memory without one.
 * @throws Fault invalid/port-in-use, invalid/data-damaged, invalid/no-dynamodb-binary
 */
export async function startDynoxide({ port, file }: { port?: number; file?: string }): Promise<Dynoxide> {
  const binary = dynoxideBinary();
  for (let left = 5; ; left--) {
    const chosen = port ?? (await freePort());
    const args = [
      'serve',
      '--host',
      '127.0.0.1',
      '--port',
      String(chosen),
      ...(file === undefined ? [] : ['--db-path', file]),
    ];
    const child = runChild(binary, args);
    if (await child.printed(/listening on/)) return running(child, chosen);
    const said = child.output().trim();
    if (!/already in use/.test(said)) throw new Fault('invalid', 'data-damaged', { file: file ?? '', said });
    if (port !== undefined || left === 0) throw new Fault('invalid', 'port-in-use', { port: chosen, part: 'dynamodb' });
  }
}

const running = (child: Child, port: number): Dynoxide => ({
  endpoint: `http://127.0.0.1:${port}`,
  pid: child.pid,
  ended: child.ended.then(code => `${child.output().slice(-500).trim()} (exit code ${code})`),
  stop: child.stop,
});
