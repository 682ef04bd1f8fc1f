import { setTimeout as pause } from 'node:timers/promises';
import type { Call } from '../../local/recording.ts';
import { type BenchCounty, startBenchCounty } from './bench-county.ts';
import { type Bill, billOf, idleBill, total } from './bill.ts';
import type { Figures, Size } from './figures.ts';
import { closeOne } from './loops.ts';
import { rounded } from './stats.ts';

/** Until functions have made no further request for a while: the tail of every loop is on record. */
async function quiet({ cloud }: BenchCounty): Promise<void> {
  for (let before = -1; cloud.calls().length !== before; ) {
    before = cloud.calls().length;
    await pause(700);
  }
}

const printed = ({ cloud }: BenchCounty): number =>
  cloud.functions.reduce((sum, { id }) => sum + cloud.logs(id).length, 0);

const table = (title: string, bill: Bill, factor: number, unit: string): string =>
  [
    `${title}（美元 USD ${unit}）`,
    ...Object.entries(bill).map(([part, usd]) => `  ${part.padEnd(28)} ${(usd * factor).toFixed(2).padStart(9)}`),
  ].join('\n');

async function recorded(county: BenchCounty, work: () => Promise<void>): Promise<{ calls: Call[]; logBytes: number }> {
  await quiet(county);
  county.cloud.clearCalls();
  const before = printed(county);
  await work();
  await quiet(county);
  return { calls: county.cloud.calls(), logBytes: printed(county) - before };
}

/** Suite `cost`: what a closed loop and a month of idling would cost, from the requests that functions really made. */
export async function costSuite({ short }: Size): Promise<Figures> {
  const county = await startBenchCounty({ record: true, schedules: false });
  try {
    const loops = short ? 5 : 25;
    await closeOne(county, 'COST-WARM');
    const { calls, logBytes } = await recorded(county, async () => {
      for (let i = 0; i < loops; i += 1) await closeOne(county, `COST-${i % 5}0`, 'confirm');
    });
    const bill = billOf({
      calls,
      logBytes,
      apiRequests: 6 * loops,
      stack: county.cloud.stack,
      functions: county.cloud.functions,
    });
    const polls = 10;
    const officer = county.as('chen.wanqing');
    await officer('GET', '/bank/inbox');
    const poll = await recorded(county, async () => {
      for (let i = 0; i < polls; i += 1) await officer('GET', '/bank/inbox');
    });
    await county.cloud.invoke('sweep-deadlines', {});
    const sweep = await recorded(county, async () => void (await county.cloud.invoke('sweep-deadlines', {})));
    const context = { stack: county.cloud.stack, functions: county.cloud.functions };
    const idle = idleBill({ poll, polls, sweep, ...context });
    console.error(table('一百万次闭环 a million closed loops', bill, 1e6 / loops, '/ 1,000,000'));
    console.error(table('空转一个月，40 家银行各一台 idling, 40 banks with one console each', idle, 1, '/ month'));
    return {
      'cost.usdPerMillion': rounded((total(bill) * 1e6) / loops),
      'cost.requestsPerLoop': rounded(calls.length / loops, 1),
      'cost.idleUsdPerMonth': rounded(total(idle)),
    };
  } finally {
    await county.stop();
  }
}
