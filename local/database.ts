import { join } from 'node:path';
import { Fault } from '../shared/domain/fault.ts';
import { dynamoCall } from './dynamodb/call.ts';
import { startDynoxide } from './dynamodb/dynoxide.ts';
import { outlive } from './previous-process.ts';
import type { State } from './state.ts';

export interface Database {
  readonly endpoint: string;
  /** The file it keeps its data in, when it is the embedded one. */
  readonly file?: string;
  readonly broken: Promise<string>;
  readonly stop: () => Promise<void>;
}

export interface DatabaseOptions {
  readonly folder: string;
  readonly state: State;
  readonly port: number | undefined;
  readonly elsewhere: string | undefined;
}

/** The embedded DynamoDB on a data folder, or one that somebody else runs. */
export async function startDatabase({ folder, state, port, elsewhere }: DatabaseOptions): Promise<Database> {
  if (elsewhere !== undefined) {
    await reach(elsewhere);
    return { endpoint: elsewhere, broken: new Promise(() => {}), stop: async () => {} };
  }
  const before = state.get('process', 'dynamodb');
  if (before !== undefined) await outlive(Number(before), 'dynoxide');
  const file = join(folder, 'dynamodb.db');
  const running = await startDynoxide({ file, ...(port === undefined ? {} : { port }) });
  state.set('process', 'dynamodb', String(running.pid));
  let stopping = false;
  const broken = new Promise<string>(resolve => {
    running.ended.then(said => {
      if (!stopping) resolve(said);
    });
  });
  return {
    endpoint: running.endpoint,
    file,
    broken,
    stop: async () => {
      stopping = true;
      await running.stop();
    },
  };
}

async function reach(endpoint: string): Promise<void> {
  try {
    const { call, close } = dynamoCall(endpoint);
    await call('DynamoDB_20120810.ListTables', {});
    close();
  } catch (cause) {
    throw new Fault('invalid', 'dynamodb-unreachable', { endpoint, said: String(cause) }, { cause });
  }
}
