import type { Command } from 'commander';
import * as z from 'zod';
import { readDetail } from '../api/desk.ts';
import { type Args, does, type Place } from '../place.ts';
import { detailLines } from '../print/detail.ts';

const show = async ({ api, out, settings }: Place, _options: object, [id = '']: Args): Promise<void> => {
  const { detail } = await readDetail(api, id);
  out.say(...detailLines(detail, { zone: settings.zone, now: Date.now() }));
  out.tell(detail);
};

export const showCommand = (program: Command): void => {
  does(
    program.command('show').argument('<id>').description('一条指令及其时间线  an instruction with its timeline'),
    z.object({}),
    show,
  );
};
