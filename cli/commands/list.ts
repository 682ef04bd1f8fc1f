import type { Command } from 'commander';
import * as z from 'zod';
import { atEither, listPage, openOf } from '../api/desk.ts';
import { does, type Place } from '../place.ts';
import { summaryTable } from '../print/summaries.ts';
import { flag, text } from './options.ts';

const Options = z.object({ all: flag, case: text, limit: text, cursor: text });

const list = async (
  { api, out, settings }: Place,
  { all, case: incident, limit, cursor }: z.output<typeof Options>,
): Promise<void> => {
  const paged = all || incident !== undefined || limit !== undefined || cursor !== undefined;
  const page = await atEither(async desk =>
    paged
      ? listPage(api, desk, { state: all ? 'all' : 'open', case: incident, limit, cursor })
      : { instructions: await openOf(api, desk), next: null },
  );
  const { instructions, next } = page;
  if (instructions.length === 0) out.say('没有指令  nothing here');
  else out.say(...summaryTable(instructions, { zone: settings.zone, now: Date.now() }));
  if (next) out.say(`下一页 next page: --cursor ${next}`);
  out.tell(page);
};

export const listCommand = (program: Command): void => {
  does(
    program
      .command('list')
      .description('本单位未了的指令  open instructions of one’s own')
      .option('--all', '包括已结的，新的在前 closed ones too, newest first')
      .option('--case <incident>', '只看一个警情 of one incident')
      .option('--limit <n>', '每页条数 a page (1-100)')
      .option('--cursor <cursor>', '从这里翻页 where the page begins'),
    Options,
    list,
  );
};
