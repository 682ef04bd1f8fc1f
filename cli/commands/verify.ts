import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import * as z from 'zod';
import { KeySet } from '../../shared/contract/es256.ts';
import { Fault } from '../../shared/domain/fault.ts';
import { type Deployment, deploymentFor } from '../aws/deployment.ts';
import { type Args, does, type Place } from '../place.ts';
import { paint } from '../print/out.ts';
import { reportLines } from '../print/record-report.ts';
import { parsedFrom } from '../read/file.ts';
import { said } from '../read/said.ts';
import { flag, text } from './options.ts';

const Options = z.object({
  ledger: z.union([z.string(), z.literal(true)]).optional(),
  jwks: text,
  signatures: z.boolean(),
  excerpt: flag,
  outputs: text,
});
type Options = z.output<typeof Options>;

/** The lines of a file; what `npm run` writes above an export counts as blank, so that line numbers stay. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  try {
    let begun = false;
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      begun ||= line.startsWith('{');
      yield !begun && line.startsWith('> ') ? '' : line;
    }
  } catch (error) {
    throw new Fault('invalid', 'usage-file', { file, said: said(error) }, { cause: error });
  }
}

const fetchKeys = async (url: string): Promise<KeySet> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    return KeySet.parse(await response.json());
  } catch (error) {
    throw new Fault('transient', 'unreachable', { url, said: said(error) }, { cause: error });
  }
};

/** The keys that were named; else those that the API publishes, where it can be reached. */
const keysFor = async ({ settings, out }: Place, { jwks, signatures }: Options): Promise<KeySet | undefined> => {
  if (!signatures) return undefined;
  if (jwks !== undefined) return /^https?:/.test(jwks) ? fetchKeys(jwks) : parsedFrom(jwks, KeySet);
  try {
    return await fetchKeys(`${settings.url}/.well-known/jwks.json`);
  } catch {
    out.note(`没有公钥，签名未验证；可加 --jwks  no keys from ${settings.url}: signatures are not proved; use --jwks`);
    return undefined;
  }
};

const fromLedger = async (deployment: Deployment, { signatures }: Options) => {
  const [{ recordAccess }, { exportRecord }] = await Promise.all([
    import('../aws/access.ts'),
    import('../../shared/app/export-record.ts'),
  ]);
  const access = await recordAccess(deployment);
  async function* lines(): AsyncGenerator<string> {
    for await (const line of exportRecord(access)) yield JSON.stringify(line);
  }
  return { lines: lines(), jwks: signatures ? await access.signer.jwks() : undefined };
};

const verify = async (place: Place, options: Options, [file]: Args): Promise<number> => {
  const { out } = place;
  const { ledger, excerpt } = options;
  if ((file === undefined) === (ledger === undefined))
    throw new Fault('invalid', 'usage-one-of', { options: 'FILE --ledger' });
  const { verifyRecord } = await import('../../shared/app/verify-record.ts');
  const deployment = ledger === undefined ? undefined : deploymentFor(place, options.outputs);
  const named = deployment && typeof ledger === 'string' ? deployment.with('LedgerTable', ledger) : deployment;
  const { lines, jwks } = named
    ? await fromLedger(named, options)
    : { lines: linesOf(file ?? '-'), jwks: await keysFor(place, options) };
  const report = await verifyRecord(lines, { whole: !excerpt, ...(jwks ? { jwks } : {}) });
  const { lines: told, ok } = reportLines(report);
  const [verdict = '', ...rest] = told;
  out.say(paint(ok ? 'green' : 'red', verdict), ...rest);
  out.tell(report);
  return ok ? 0 : 1;
};

export const verifyCommand = (program: Command): void => {
  does(
    program
      .command('verify')
      .argument('[file]', '导出的文件，- 为标准输入 an export, - for stdin')
      .description('证明记录未被改动，指出第一处  prove the record, or name the first broken event')
      .option('--ledger [table]', '直接验证账本（可指明表名） the ledger itself')
      .option('--jwks <file|url>', '公钥，默认取自接口 public keys, by default those of the API')
      .option('--no-signatures', '不验证签名 leave signatures')
      .option('--excerpt', '节选：允许不从第一天起、不含全部指令 an excerpt may leave heads and instructions out')
      .option('--outputs <file>', '部署输出文件 outputs of the stack'),
    Options,
    verify,
  );
};
