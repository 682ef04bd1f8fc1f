import { readFileSync } from 'node:fs';
import { explain } from '../local/messages.ts';
import { whenParentEnds } from '../local/with-parent.ts';
import { parseCounty } from '../shared/aws/load-county.ts';
import { isFault } from '../shared/domain/fault.ts';
import { type Arguments, help, Misused, readArguments } from './arguments.ts';
import { showOn } from './live/show.ts';
import { playScenario } from './play.ts';
import { startReceiver } from './receiver.ts';
import { printed } from './report/print.ts';
import { parseScenario } from './scenario/parse.ts';
import { explainProblem, problemsIn } from './scenario/problems.ts';
import { findServer, type Running } from './server.ts';

const { env } = process;
const countyFile = env.LIAISON_COUNTY ?? 'config/sample-county.json';

const leaving = new AbortController();
let stopOwn = async (): Promise<void> => {};
const leave = (code: number): void => void stopOwn().finally(() => process.exit(code));
process.on('SIGINT', () => {
  // Only the first Ctrl-C waits for the report.
  if (leaving.signal.aborted) leave(130);
  else leaving.abort();
});
process.on('SIGTERM', () => leave(143));
process.on('SIGHUP', () => leave(129));
whenParentEnds(() => leave(1));

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Misused(`读不到剧本 ${file}。\nThe scenario ${file} cannot be read.`);
  }
};

/** A server of this run's own, which leaves nothing behind. */
const ownServer = async (quiet: boolean): Promise<Running> => {
  if (!quiet) console.error('本机没有在运行的服务，临时起一个…… Nothing runs here; starting a server for this run …');
  // Loaded only where it is needed: it is most of what there is to load.
  const { startLiaison } = await import('../local/liaison.ts');
  const { url, identity, stop } = await startLiaison({
    templateDir: env.LIAISON_TEMPLATE ?? 'dist/cloud',
    county: countyFile,
  });
  stopOwn = stop;
  return { urls: [url], signIn: identity };
};

const play = async ({ file, json, urls, seed, webhooks, ...more }: Arguments): Promise<number> => {
  if (file === undefined) throw new Misused(help);
  const scenario = parseScenario(textOf(file));
  const county = parseCounty(readFileSync(countyFile, 'utf8'));
  const running = await findServer(urls, env);
  const secret = env.LIAISON_WEBHOOK_SECRET;
  const receiver = webhooks === undefined ? undefined : await startReceiver({ port: webhooks, secretOf: () => secret });
  try {
    const { urls: reached, signIn } = running ?? (await ownServer(json));
    const report = await playScenario({
      ...more,
      scenario: seed === undefined ? scenario : { ...scenario, seed },
      county,
      urls: reached,
      signIn,
      signal: leaving.signal,
      ...(receiver ? { notices: receiver.notices } : {}),
      ...(json ? {} : { show: showOn(process.stdout) }),
    });
    const text = json ? `${JSON.stringify(report)}\n` : printed(report);
    await new Promise(written => process.stdout.write(text, written));
    return report.ok ? 0 : 1;
  } finally {
    await receiver?.stop();
    await stopOwn();
  }
};

const wrong = (error: unknown): number => {
  if (isFault(error, 'invalid') && error.code === 'scenario') {
    console.error(problemsIn(error).map(explainProblem).join('\n'));
    return 2;
  }
  console.error(explain(error) ?? (error instanceof Error ? error.message : String(error)));
  return error instanceof Misused ? 2 : 1;
};

const run = async (): Promise<number> => {
  const asked = readArguments(process.argv.slice(2));
  if (!asked.help) return play(asked);
  console.log(help);
  return 0;
};

process.exit(await run().catch(wrong));
