import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Fault } from '../shared/domain/fault.ts';
import { startDatabase } from './database.ts';
import { dynamoCall } from './dynamodb/call.ts';
import { keepExpiring } from './dynamodb/expiry.ts';
import { indexStreamHistory } from './dynamodb/stream-index.ts';
import { endings } from './endings.ts';
import { queueUpset } from './faults/queues.ts';
import { type Faults, threadFaults } from './faults/settings.ts';
import { freePort } from './free-port.ts';
import { type LocalFunction, localFunction } from './functions/function.ts';
import { startHttp } from './http/server.ts';
import { keepLogs } from './logs.ts';
import { startMessaging } from './messaging/emulator.ts';
import { endpointEnvironment } from './names.ts';
import { realiseBuckets } from './realise/buckets.ts';
import { type RealFunction, realFunctions } from './realise/functions.ts';
import { realApi } from './realise/http-api.ts';
import { realiseKeys } from './realise/keys.ts';
import { realiseMappings } from './realise/mappings.ts';
import { realiseQueues } from './realise/queues.ts';
import { realRules } from './realise/schedules.ts';
import { realiseSecrets } from './realise/secrets.ts';
import { realiseTables } from './realise/tables.ts';
import { realiseTopics } from './realise/topics.ts';
import { type Call, keepCalls } from './recording.ts';
import { startClockwork } from './schedules/clockwork.ts';
import { startServices } from './services/server.ts';
import { openState } from './state.ts';
import { readStack, type Stack } from './template/stack.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface CloudOptions {
  /** The folder a synthesis wrote, with one template. */
  readonly templateDir: string;
  /** Where everything is kept. @default a temporary folder that goes at `stop` */
  readonly dataDir?: string;
  /** Ports that are not given are chosen free. */
  readonly ports?: Partial<Record<'http' | 'dynamodb' | 'messaging' | 'services', number>>;
  /** Where the HTTP API listens; all else is only for this machine. @default 127.0.0.1 */
  readonly host?: string;
  /** DynamoDB elsewhere, in place of the embedded one. */
  readonly dynamodbEndpoint?: string;
  /** Values in place of those the template gives variables of that name. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Keep every AWS call of every function. @default false */
  readonly record?: boolean;
  /** Ring schedules. @default true */
  readonly schedules?: boolean;
  readonly faults?: Faults;
}

export interface Cloud {
  /** Where the HTTP API answers. */
  readonly url: string;
  /** Environment by which any AWS SDK client finds this cloud. */
  readonly environment: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly stack: Stack;
  readonly functions: readonly RealFunction[];
  /** Runs a function, named as the template does (`police-api`) or by the start of its logical id, and gives what it returns. @throws Error with what it ended with */
  readonly invoke: (id: string, event: unknown) => Promise<unknown>;
  readonly calls: () => Call[];
  readonly clearCalls: () => void;
  /** The last of what a function printed. */
  readonly logs: (id: string) => string;
  /** Resolves with what it said when a part of the cloud ends by itself. */
  readonly broken: Promise<string>;
  readonly stop: () => Promise<void>;
}

const graceMs = 2_000;

/**
 * Starts the embedded cloud as the template describes it. Over existing data it changes only what the template changed.
 * @throws Fault invalid: port-in-use, data-locked, data-damaged, no-dynamodb-binary, unknown-resource-type, unsupported-property, function-init …
 */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const end = endings();
  try {
    return await assemble(options, end);
  } catch (error) {
    await end.end();
    throw error;
  }
}

async function assemble(options: CloudOptions, end: ReturnType<typeof endings>): Promise<Cloud> {
  const { templateDir, ports = {}, host = '127.0.0.1', faults = {} } = options;
  const folder = options.dataDir ?? temporaryFolder();
  if (options.dataDir === undefined) end.add(() => rmSync(folder, { recursive: true, force: true }));
  const state = openState(folder);
  end.add(state.close);

  const database = await startDatabase({ folder, state, port: ports.dynamodb, elsewhere: options.dynamodbEndpoint });
  end.add(database.stop);
  const messaging = await startMessaging({ port: ports.messaging ?? 0, folder });
  end.add(messaging.stop);
  const port = ports.http ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const stack = readStack(templateDir, { messaging: messaging.endpoint, http: url }, options.parameters);

  const services = await startServices(
    { ...realiseKeys(stack, folder), ...realiseSecrets(stack, state) },
    ports.services ?? 0,
  );
  end.add(services.stop);
  const address = `http://127.0.0.1:${services.port}`;
  const environment = endpointEnvironment({
    dynamodb: database.endpoint,
    messaging: messaging.endpoint,
    services: address,
  });

  const tables = await realiseTables(stack, database.endpoint);
  if (database.file !== undefined) indexStreamHistory(database.file);
  realiseQueues(stack, messaging);
  realiseTopics(stack, messaging);
  realiseBuckets(stack, messaging);

  const logs = keepLogs(options.dataDir === undefined ? undefined : join(folder, 'logs'));
  const recording = keepCalls();
  let nudge = (): void => {};
  const specs = realFunctions(stack, environment, options.environment ?? {});
  const functions = specs.map(spec =>
    localFunction(spec, {
      record: options.record ?? false,
      log: logs.write,
      called: recording.add,
      wrote: () => nudge(),
      ...(faults.calls ? { faults: threadFaults(faults.calls, spec.id, address) } : {}),
    }),
  );
  end.add(async () => void (await Promise.all(functions.map(one => one.stop()))));
  await Promise.all(functions.map(one => one.load()));

  const dynamo = dynamoCall(database.endpoint);
  end.add(dynamo.close);
  const { queues } = faults;
  const upset = queues === undefined ? {} : { upset: (name: string) => queueUpset(queues, name) };
  const mappings = realiseMappings(stack, { functions, tables, messaging, dynamo: dynamo.call, state, ...upset });
  nudge = mappings.nudge;
  // What is still at work after a moment is cut off; its messages come again.
  end.add(() => Promise.race([mappings.stop(), pause(graceMs, undefined, { ref: false })]));
  const expiring = tables.flatMap(({ name, keys, expiresBy }) =>
    expiresBy === undefined ? [] : [{ name, keys, expiresBy }],
  );
  end.add(keepExpiring(dynamo.call, expiring).stop);

  const rules = realRules(stack, functions);
  if (options.schedules ?? true) end.add(startClockwork(rules, state).stop);
  const api = realApi(stack, functions);
  if (api) end.add((await startHttp(api, { port, host })).stop);

  const find = (id: string): LocalFunction => {
    const exact = functions.find(({ spec }) => spec.id === id || spec.name === id);
    const found = functions.filter(({ spec }) => spec.id.startsWith(id) || spec.name.endsWith(`-${id}`));
    const [only, more] = exact ? [exact] : found;
    if (!only || more) throw new Fault('missing', 'function', { id, known: functions.map(one => one.spec.id) });
    return only;
  };
  return {
    url,
    environment,
    outputs: stack.outputs,
    stack,
    functions: specs,
    invoke: async (id, event) => {
      const outcome = await find(id).invoke(event);
      if (!outcome.ok) throw new Error(outcome.error);
      return outcome.result === undefined ? undefined : JSON.parse(outcome.result);
    },
    calls: recording.calls,
    clearCalls: recording.clear,
    logs: id => logs.read(find(id).spec.name),
    broken: database.broken,
    stop: end.end,
  };
}
