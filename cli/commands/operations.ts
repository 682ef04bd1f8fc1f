import type { Command } from 'commander';
import * as z from 'zod';
import { dayAfter, dayStart } from '../../shared/domain/calendar.ts';
import { Fault } from '../../shared/domain/fault.ts';
import { deploymentFor } from '../aws/deployment.ts';
import { deadQueues, queueNamed } from '../aws/queues.ts';
import { type Args, does, type Place } from '../place.ts';
import { table } from '../print/table.ts';
import { fullTime } from '../print/time.ts';
import { textOf } from '../read/file.ts';
import { instantText } from '../read/instant.ts';
import { flag, needed, text } from './options.ts';

const outputsOption = '部署输出文件 outputs of the stack (LIAISON_OUTPUTS, outputs.json)';

const ReplayOptions = z.object({ outputs: text, all: flag, dropForgotten: flag });

const replayQueues = async (place: Place, options: z.output<typeof ReplayOptions>, names: Args): Promise<number> => {
  const { out, settings } = place;
  const deployment = deploymentFor(place, options.outputs);
  const queues = deadQueues(deployment);
  const { deadCounts, replay } = await import('../aws/replay.ts');
  if (names.length === 0 && !options.all) {
    const counts = await deadCounts(queues);
    out.say(
      ...table(
        [
          { head: '死信队列', of: ({ queue }) => queue },
          { head: '条数', of: ({ waiting }) => String(waiting), right: true },
        ],
        counts,
      ),
    );
    out.tell({ queues: counts });
    return 0;
  }
  const wanted = options.all ? queues : names.map(name => queueNamed(queues, name));
  const results = await replay(deployment, wanted, { drop: options.dropForgotten });
  for (const { queue, replayed, refused, forgotten } of results) {
    out.say(`${queue}　重放 ${replayed} 条 replayed${refused > 0 ? `　未能移回 ${refused} 条 refused` : ''}`);
    for (const at of forgotten) {
      const hour = 3_600_000;
      const [from, to] = [Date.parse(at) - 2 * hour, Date.parse(at)].map(each =>
        fullTime(each, settings.zone).slice(0, 19),
      );
      out.say(
        `  数据流已不记得这一批，请运行 the stream has forgotten it: liaison re-announce --from "${from}" --to "${to}"`,
      );
    }
  }
  out.tell({ replayed: results });
  const failed = results.some(
    ({ refused, forgotten }) => refused > 0 || (forgotten.length > 0 && !options.dropForgotten),
  );
  return failed ? 1 : 0;
};

const day = /^\d{4}-\d{2}-\d{2}$/;

/** A day stands for its first instant, or for its last. */
const edge = (option: string, said: string, place: Place, last: boolean): number => {
  const { zone } = place.settings;
  if (day.test(said)) return last ? dayStart(dayAfter(said), zone) - 1 : dayStart(said, zone);
  return Date.parse(instantText(option, said, place.moment()));
};

const AnnounceOptions = z.object({ outputs: text, from: text, to: text });

const reAnnounce = async (place: Place, options: z.output<typeof AnnounceOptions>): Promise<void> => {
  const { out } = place;
  const { from } = needed({ from: options.from });
  const span = { from: edge('--from', from, place, false), until: edge('--to', options.to ?? 'now', place, true) };
  if (span.from > span.until) throw new Fault('invalid', 'usage-span');
  const { announceAgain } = await import('../../shared/app/re-announce.ts');
  const { eventsAccess } = await import('../aws/access.ts');
  const { instructions, events } = await announceAgain(eventsAccess(deploymentFor(place, options.outputs)), span);
  out.say(`重新发布 ${instructions} 条指令的 ${events} 个事件　published again`);
  out.tell({ instructions, events });
};

const seal = async (place: Place, options: { outputs?: string | undefined }): Promise<void> => {
  const { sealDays } = await import('../../shared/app/seal-day.ts');
  const { recordAccess } = await import('../aws/access.ts');
  const days = await sealDays(await recordAccess(deploymentFor(place, options.outputs)));
  place.out.say(days.length > 0 ? `已日封 sealed: ${days.join(' ')}` : '没有待日封的日子  nothing to seal');
  place.out.tell({ sealed: days });
};

const loadFile = async (place: Place, options: { outputs?: string | undefined }, [file = '']: Args): Promise<void> => {
  const [{ loadCounty, parseCounty }, { documents }] = await Promise.all([
    import('../../shared/aws/load-county.ts'),
    import('../../shared/aws/clients.ts'),
  ]);
  const county = parseCounty(textOf(file));
  const table = deploymentFor(place, options.outputs).output('DirectoryTable');
  const { written, removed } = await loadCounty(documents(), table, county);
  place.out.say(
    `已载入 loaded: ${county.county.name.zh}，${county.organisations.length} 个机构 organisations，${written} 行 rows，移除 removed ${removed}`,
  );
  place.out.tell({ county: county.county.code, organisations: county.organisations.length, rows: written, removed });
};

/** replay, re-announce, seal, county load. */
export const operationsCommands = (program: Command): void => {
  does(
    program
      .command('replay')
      .argument('[queue...]')
      .description('死信：不写队列则列出，写则放回原处  dead letters: list them, or put them back')
      .option('--all', '全部队列 every queue')
      .option(
        '--drop-forgotten',
        '数据流已不记得的批次，重新发布后用此删除 delete batches that re-announce has made good',
      )
      .option('--outputs <file>', outputsOption),
    ReplayOptions,
    replayQueues,
  );
  does(
    program
      .command('re-announce')
      .description('从账本重新发布事件  publish events again from the ledger')
      .option('--from <time>', '从何时（日期或时间） from')
      .option('--to <time>', '到何时，默认现在 until, now by default')
      .option('--outputs <file>', outputsOption),
    AnnounceOptions,
    reAnnounce,
  );
  const outputs = z.object({ outputs: text });
  does(
    program
      .command('seal')
      .description('现在日封已结束的日子  seal the days that have ended')
      .option('--outputs <file>', outputsOption),
    outputs,
    seal,
  );
  const county = program.command('county').description('县配置  the county file');
  does(
    county
      .command('load')
      .argument('<county.json>')
      .description('载入名录，可重复运行  load it into the directory, safe to run again')
      .option('--outputs <file>', outputsOption),
    outputs,
    loadFile,
  );
};
