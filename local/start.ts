import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../shared/domain/fault.ts';
import { tellAddresses } from './address-file.ts';
import { endings } from './endings.ts';
import { greet } from './greeting.ts';
import { startLiaison } from './liaison.ts';
import { explain } from './messages.ts';
import { playSample, sampleCounty } from './sample.ts';
import { help, readSettings, type Settings } from './settings.ts';
import { whenParentEnds } from './with-parent.ts';

const end = endings();

let leaving = false;
async function leave(code: number): Promise<void> {
  // A second Ctrl-C does not wait.
  if (leaving) process.exit(code);
  leaving = true;
  await end.end();
  process.exit(code);
}

function fail(error: unknown, settings?: Settings): void {
  const words = explain(error);
  if (words === undefined && settings) {
    const file = join(settings.dataDir, 'error.log');
    appendFileSync(file, `${new Date().toISOString()} ${error instanceof Error ? error.stack : String(error)}\n`);
    console.error(`出现意外错误，详情见 ${file}\nSomething unforeseen went wrong; details are in ${file}`);
  } else console.error(words ?? String(error instanceof Error ? error.message : error));
  void leave(1);
}

async function start(settings: Settings): Promise<void> {
  const { template, county, dataDir, ports, dynamodbEndpoint, hostname, lan } = settings;
  const began = performance.now();
  const fresh = !existsSync(join(dataDir, 'cloud.db'));
  const liaison = await startLiaison({
    templateDir: template,
    county,
    dataDir,
    ports,
    hostname,
    ...(lan ? { host: '0.0.0.0' } : {}),
    ...(dynamodbEndpoint === undefined ? {} : { dynamodbEndpoint }),
  });
  end.add(liaison.stop);
  end.add(tellAddresses(dataDir, liaison));
  void liaison.cloud.broken.then(said => fail(new Fault('invalid', 'part-ended', { part: 'DynamoDB', said })));
  console.log(greet(liaison, settings, performance.now() - began));
  if (settings.sample ?? (fresh && county === sampleCounty)) end.add(playSample(dataDir).stop);
}

let settings: Settings | undefined;
try {
  settings = readSettings(process.argv.slice(2), process.env);
} catch (error) {
  fail(error);
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void leave(0));
whenParentEnds(() => void leave(0));
process.on('uncaughtException', error => fail(error, settings));
if (settings?.help) console.log(help);
else if (settings) await start(settings).catch(error => fail(error, settings));
