import { existsSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';
import { formsIn } from '../import/request.ts';
import { clean, failedLines, issuedLine, problemLines, summaryLines } from '../import/result.ts';
import { type Args, does, type Place } from '../place.ts';
import { paint } from '../print/out.ts';
import { statedIn } from '../read/defaults.ts';
import { instantText } from '../read/instant.ts';
import { said } from '../read/said.ts';
import { flag, text } from './options.ts';
import { stated, states } from './stated-options.ts';

const Options = z.object({ ...stated, forms: text, dryRun: flag });

const importFile = async (place: Place, options: z.output<typeof Options>, [file = '']: Args): Promise<number> => {
  const { out } = place;
  const { importSheet } = await import('../import/run.ts');
  const known = statedIn(options);
  const reportedAt = options.reportedAt ?? known.reportedAt;
  const whole = {
    ...known,
    applicationType: options.applicationType ?? known.applicationType,
    approver: options.approver ?? known.approver,
    reportedAt: reportedAt === undefined ? undefined : instantText('--reported-at', reportedAt, place.moment()),
  };
  const result = await importSheet(place, {
    file,
    dryRun: options.dryRun,
    stated: whole,
    forms: options.forms === undefined ? () => undefined : formsIn(options.forms),
    went: one => out.say(...('id' in one ? [issuedLine(one)] : failedLines(one).map(line => paint('red', line)))),
  });
  out.say(...problemLines(result).map(line => paint('yellow', line)), ...summaryLines(result));
  out.tell(result);
  return clean(result) ? 0 : 1;
};

const template = async ({ out }: Place, { force }: { force: boolean }, [file = '']: Args): Promise<void> => {
  const { writeTemplate } = await import('../../shared/sheet/write-template.ts');
  if (existsSync(file) && !force) throw new Fault('invalid', 'file-exists', { file });
  const bytes = await writeTemplate();
  try {
    writeFileSync(file, bytes);
  } catch (error) {
    throw new Fault('invalid', 'file-unwritable', { file, said: said(error) }, { cause: error });
  }
  out.say(`已写入模板 template written: ${file}`);
  out.tell({ file, bytes: bytes.length });
};

/** import, template. */
export const importCommands = (program: Command): void => {
  const command = program
    .command('import')
    .argument('<file>', '.xlsx 或 .csv')
    .description('从表格签发，可重复运行  issue from a spreadsheet, safe to run again')
    .option('--forms <folder>', '申请表文件夹，文件以编号命名 folder of forms, each named by its number')
    .option('--dry-run', '只检查，不签发 check only');
  does(states(command), Options, importFile);
  does(
    program
      .command('template')
      .argument('<file.xlsx>')
      .description('写出表格模板  write an empty spreadsheet to fill in')
      .option('--force', '覆盖已有文件 overwrite'),
    z.object({ force: flag }),
    template,
  );
};
