import { networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Fault } from '../shared/domain/fault.ts';
import { portVariable } from './messages.ts';

export interface Settings {
  readonly template: string;
  readonly county: string;
  readonly dataDir: string;
  readonly lan: boolean;
  /** Play the sample scenario after the start; when nothing is said, only on a new data folder. */
  readonly sample?: boolean;
  readonly help: boolean;
  readonly ports: Readonly<Record<'http' | 'identity' | 'messaging' | 'dynamodb' | 'services', number>>;
  readonly dynamodbEndpoint?: string;
  /** The name by which others reach this machine. */
  readonly hostname: string;
}

/** What a start was asked for. @throws Fault invalid/port, or TypeError for an unknown option */
export function readSettings(args: readonly string[], env: NodeJS.ProcessEnv): Settings {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      lan: { type: 'boolean', default: false },
      sample: { type: 'boolean' },
      data: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const port = (part: string, usual: number): number => {
    const name = portVariable[part] ?? '';
    const value = env[name];
    const number = value === undefined ? usual : Number(value);
    if (!Number.isInteger(number) || number < 1 || number > 65_535) throw new Fault('invalid', 'port', { name, value });
    return number;
  };
  const endpoint = env.LIAISON_DYNAMODB_ENDPOINT;
  return {
    template: resolve(env.LIAISON_TEMPLATE ?? 'dist/cloud'),
    county: resolve(env.LIAISON_COUNTY ?? 'config/sample-county.json'),
    dataDir: resolve(values.data ?? env.LIAISON_DATA ?? 'data'),
    lan: values.lan,
    ...(values.sample === undefined ? {} : { sample: values.sample }),
    help: values.help,
    ports: {
      http: port('http', 8080),
      identity: port('identity', 8081),
      messaging: port('messaging', 8082),
      dynamodb: port('dynamodb', 8083),
      services: port('services', 8084),
    },
    ...(endpoint ? { dynamodbEndpoint: endpoint } : {}),
    hostname: values.lan ? lanAddress() : '127.0.0.1',
  };
}

const lanAddress = (): string =>
  Object.values(networkInterfaces())
    .flatMap(addresses => addresses ?? [])
    .find(address => address.family === 'IPv4' && !address.internal)?.address ?? '127.0.0.1';

export const help = `npm start -- [--lan] [--data FOLDER] [--sample | --no-sample]

  --lan         也在局域网内监听（演示口令是唯一的保护） listen on the local network too (the demo password is the only guard)
  --data DIR    数据目录，默认 ./data，或 LIAISON_DATA  the data folder, ./data by default, or LIAISON_DATA
  --[no-]sample 演示或不演示样例，默认只在新的数据目录演示  play the sample scenario or not; by default on a new data folder only

  LIAISON_COUNTY               县配置文件 county file (config/sample-county.json)
  LIAISON_HTTP_PORT …          ${Object.values(portVariable).join(' ')} (8080-8084)
  LIAISON_DYNAMODB_ENDPOINT    用别处的 DynamoDB  a DynamoDB elsewhere`;
