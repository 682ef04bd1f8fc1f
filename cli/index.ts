import { CommanderError } from 'commander';
import { failureLines, failureOf } from './failure.ts';
import { localFlag } from './local-flag.ts';
import { paintError } from './print/out.ts';
import { program } from './program.ts';
import { quietly, usageLines } from './usage.ts';

const wrongUse = 2;

const run = async (argv: readonly string[]): Promise<void> => {
  const liaison = program();
  quietly(liaison);
  if (argv.length === 0) return liaison.outputHelp();
  await liaison.parseAsync(localFlag(argv), { from: 'user' });
};

const fail = (error: unknown, json: boolean): number => {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    const lines = usageLines(error);
    process.stderr.write(
      json ? `${JSON.stringify({ error: { code: error.code, message: error.message } })}\n` : `${lines.join('\n')}\n`,
    );
    return wrongUse;
  }
  const failure = failureOf(error);
  const [first = '', ...rest] = failureLines(failure);
  const { exit, ...told } = failure;
  process.stderr.write(
    json ? `${JSON.stringify({ error: told })}\n` : `${[paintError('red', first), ...rest].join('\n')}\n`,
  );
  if (process.env.LIAISON_DEBUG) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return exit;
};

// A reader that has seen enough (| head) is no failure.
process.stdout.on('error', error => process.exit('code' in error && error.code === 'EPIPE' ? 0 : 1));
// The channel of the starter closes when it is gone, however it went.
process.on('disconnect', () => process.exit(1));
process.channel?.unref();

const argv = process.argv.slice(2);
try {
  await run(argv);
} catch (error) {
  process.exitCode = fail(error, argv.includes('--json'));
}
