import type { Command } from 'commander';
import * as z from 'zod';
import { does } from '../place.ts';
import { follow } from './follow.ts';
import { flag } from './options.ts';

/** Seconds between two looks. */
export const every = z.coerce.number().min(0.2).max(3600);

export const watchCommand = (program: Command): void => {
  does(
    program
      .command('watch')
      .description('实时跟踪未了的指令  follow open instructions live')
      .option('--every <seconds>', '刷新间隔 how often to look', '2')
      .option('--until-empty', '全部了结后结束 end once nothing is open'),
    z.object({ every, untilEmpty: flag }),
    (place, { every: seconds, untilEmpty }) =>
      follow(place, {
        desk: 'police',
        path: '/police/instructions',
        everyMs: seconds * 1000,
        untilEmpty,
        bell: false,
      }),
  );
};
