import { parseArgs } from 'node:util';

export interface Arguments {
  readonly file?: string;
  readonly help: boolean;
  readonly json: boolean;
  readonly urls: readonly string[];
  readonly scale?: number;
  readonly repeat?: number;
  readonly concurrency?: number;
  readonly seed?: number;
  /** Port where pages arrive. */
  readonly webhooks?: number;
}

export const help = `npm run drill -- FILE [--json] [--scale N] [--repeat N] [--concurrency N] [--seed N] [--webhooks PORT] [--url URL ...]

  FILE             剧本，如 config/scenarios/welcome.json  a scenario
  --json           只输出一个 JSON 对象  print one JSON object and nothing else
  --scale N        按 N 倍速度演  play N times as fast
  --repeat N       整个剧本演 N 遍  play the whole of it N times
  --concurrency N  同时进行的案件数  cases under way at once
  --seed N         换一个随机种子  another seed
  --webhooks PORT  在此端口接收推送，县配置里的地址为 http://127.0.0.1:PORT/机构代码
                   receive pages here; addresses in the county file are http://127.0.0.1:PORT/ORGANISATION
  --url URL        已在运行的服务，可写多个；不写则用本机在运行的，没有就临时起一个
                   a server that runs, may be repeated; by default the one on this machine, or else one of its own

  LIAISON_DEMO_PASSWORD LIAISON_ISSUER LIAISON_DATA LIAISON_COUNTY LIAISON_WEBHOOK_SECRET

退出码 exit status  0 该办结的都办结、账目一致 all closed and the books agree　1 否则 otherwise　2 剧本或参数有误 a wrong scenario or option`;

/** What a person asked for wrongly, in words. */
export class Misused extends Error {}

const above = (least: number, name: string, text: string | undefined, whole: boolean): number | undefined => {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isFinite(number) || number < least || (whole && !Number.isInteger(number)))
    throw new Misused(`--${name} 不能是“${text}”。\n--${name} cannot be "${text}".`);
  return number;
};

/** @throws Misused */
export const readArguments = (args: readonly string[]): Arguments => {
  const { values, positionals } = parsed(args);
  const number = (
    name: 'scale' | 'repeat' | 'concurrency' | 'seed' | 'webhooks',
    least: number,
  ): Partial<Arguments> => {
    const value = above(least, name, values[name], name !== 'scale');
    return value === undefined ? {} : { [name]: value };
  };
  for (const url of values.url) if (!URL.canParse(url)) throw new Misused(`--url ${url}？\nNot an address: ${url}.`);
  const [file, ...more] = positionals;
  if (more.length > 0)
    throw new Misused(`只能演一个剧本：${more.join(' ')}\nOne scenario at a time: ${more.join(' ')}`);
  return {
    help: values.help,
    json: values.json,
    urls: values.url,
    ...(file === undefined ? {} : { file }),
    ...number('scale', 0.001),
    ...number('repeat', 1),
    ...number('concurrency', 1),
    ...number('seed', 0),
    ...number('webhooks', 1),
  };
};

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        scale: { type: 'string' },
        repeat: { type: 'string' },
        concurrency: { type: 'string' },
        seed: { type: 'string' },
        webhooks: { type: 'string' },
        url: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new Misused(`${error instanceof Error ? error.message : error}\n\n${help}`);
  }
};
