import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Command } from 'commander';
import * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';
import { deploymentFor } from '../aws/deployment.ts';
import { does, type Place } from '../place.ts';
import { said } from '../read/said.ts';
import { flag, text } from './options.ts';

const Options = z.object({ from: text, to: text, withoutPrivate: flag, out: text, outputs: text });
type Options = z.output<typeof Options>;

const dayOf = (option: string, day: string): string => {
  if (!z.iso.date().safeParse(day).success) throw new Fault('invalid', 'usage-day', { option });
  return day;
};

/** A line at a time; waits for a reader that is slower. */
const writeLines = async (stream: Writable, lines: AsyncIterable<unknown>): Promise<number> => {
  let count = 0;
  for await (const line of lines) {
    if (!stream.write(`${JSON.stringify(line)}\n`)) await once(stream, 'drain');
    count += 1;
  }
  return count;
};

const toFile = async (file: string, lines: AsyncIterable<unknown>): Promise<number> => {
  const stream = createWriteStream(file, { mode: 0o600 });
  try {
    await once(stream, 'open');
    const count = await writeLines(stream, lines);
    stream.end();
    await finished(stream);
    return count;
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw new Fault('invalid', 'file-unwritable', { file, said: said(error) }, { cause: error });
    throw error;
  }
};

const exportLines = async (place: Place, { from, to, withoutPrivate, out: file, outputs }: Options): Promise<void> => {
  const wish = {
    withoutPrivate,
    ...(from === undefined ? {} : { from: dayOf('--from', from) }),
    ...(to === undefined ? {} : { until: dayOf('--to', to) }),
  };
  const deployment = deploymentFor(place, outputs);
  const [{ recordAccess }, { exportRecord }] = await Promise.all([
    import('../aws/access.ts'),
    import('../../shared/app/export-record.ts'),
  ]);
  const lines = exportRecord(await recordAccess(deployment), wish);
  if (file === undefined) {
    await writeLines(process.stdout, lines);
    return;
  }
  const count = await toFile(file, lines);
  place.out.say(`已导出 ${count} 行 lines exported: ${file}`);
  place.out.tell({ lines: count, file });
};

export const exportCommand = (program: Command): void => {
  does(
    program
      .command('export')
      .description('导出记录（JSON Lines）  export the record')
      .option('--from <day>', '从此日签发的 issued from this day')
      .option('--to <day>', '到此日签发的 issued until this day')
      .option('--without-private', '不含私密部分 without private parts')
      .option('--out <file>', '写入文件而不是标准输出 to a file, not to standard output')
      .option('--outputs <file>', '部署输出文件 outputs of the stack'),
    Options,
    exportLines,
  );
};
