import type { Command } from 'commander';
import * as z from 'zod';
import { openOf } from '../api/desk.ts';
import { does } from '../place.ts';
import { summaryTable } from '../print/summaries.ts';
import { bankActs } from './bank-acts.ts';
import { disposeCommand } from './dispose.ts';
import { follow } from './follow.ts';
import { flag } from './options.ts';
import { reportCommands } from './report.ts';
import { every } from './watch.ts';

const inboxCommand = (program: Command): void => {
  const command = program
    .command('inbox')
    .description('待办指令，按期限排列  what waits for this bank, by deadline')
    .option('--watch', '持续刷新，新到有铃声 keep looking; a bell on arrival')
    .option('--every <seconds>', '刷新间隔 how often to look', '2')
    .option('--until-empty', '全部了结后结束 end once nothing is open');
  does(
    command,
    z.object({ watch: flag, every, untilEmpty: flag }),
    async (place, { watch, every: seconds, untilEmpty }) => {
      const { api, out, settings } = place;
      const path = '/bank/inbox';
      if (watch || untilEmpty) {
        await follow(place, { desk: 'bank', path, everyMs: seconds * 1000, untilEmpty, bell: true });
        return 0;
      }
      const instructions = await openOf(api, 'bank', path);
      if (instructions.length === 0) out.say('没有待办指令  nothing waits');
      else out.say(...summaryTable(instructions, { zone: settings.zone, now: Date.now() }));
      out.tell({ instructions });
      return 0;
    },
  );
};

export const bankCommands = (program: Command): void => {
  inboxCommand(program);
  bankActs(program);
  disposeCommand(program);
  reportCommands(program);
};
