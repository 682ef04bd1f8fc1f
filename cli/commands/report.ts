import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';
import { wholeId } from '../api/desk.ts';
import { Receipt } from '../api/views.ts';
import { does, type Place } from '../place.ts';
import { said } from '../read/said.ts';
import { actOn, changes } from './act.ts';
import { changing, given, text } from './options.ts';

const receipt = async (
  { api, out }: Place,
  { file }: { file?: string | undefined },
  [id = '']: readonly string[],
): Promise<void> => {
  const whole = await wholeId(api, 'bank', id);
  const signed = await api.get(`/bank/instructions/${whole}/receipt`, Receipt);
  const json = JSON.stringify(signed, null, 2);
  if (file === undefined) {
    process.stdout.write(`${json}\n`);
    return;
  }
  try {
    writeFileSync(file, `${json}\n`);
  } catch (error) {
    throw new Fault('invalid', 'file-unwritable', { file, said: said(error) }, { cause: error });
  }
  out.say(`已写入回执 receipt written: ${file}`);
  out.tell({ id: whole, file });
};

/** report, receipt. */
export const reportCommands = (program: Command): void => {
  const command = changes(program.command('report').argument('<id>'))
    .description('反馈，可附后续转账  report, with onward transfers')
    .option('--onward <file>', '后续转账表 .xlsx .csv，或接口格式 .json where the money went')
    .option('--remark <text>', '备注 remark');
  does(command, z.object({ ...changing, onward: text, remark: text }), async (place, options, [id = '']) => {
    const { onward, remark } = options;
    const { readOnward } = await import('../read/onward.ts');
    const onwardTransfers = onward === undefined ? undefined : await readOnward(onward, place.moment());
    const body = given({ onwardTransfers, remark });
    await actOn(place, { desk: 'bank', id, act: 'report', body, did: '已反馈', options });
  });
  does(
    program
      .command('receipt')
      .argument('<id>')
      .description('本行办理的签名回执  a signed receipt of what this bank did')
      .option('--file <file>', '写入文件 write it to a file'),
    z.object({ file: text }),
    receipt,
  );
};
