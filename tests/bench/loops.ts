import { type BenchCounty, startBenchCounty } from './bench-county.ts';
import type { Figures, Size } from './figures.ts';
import { type Floor, startFloor } from './floor.ts';
import { order } from './orders.ts';
import { rounded } from './stats.ts';

const clients = 8;

/** One closed loop as a bank with a webhook lives it: issued, paged, signed for, executed, reported; where asked, confirmed by the police. */
export async function closeOne(county: BenchCounty, incident: string, end?: 'confirm'): Promise<void> {
  const { body } = await county.as('lin.haoran')('POST', '/police/instructions', order(incident));
  await county.webhook.accepted(body.id);
  const officer = county.as('xu.jianing');
  const said = { outcome: 'full', code: '0000', executedAt: new Date().toISOString(), caught: 5_000_000 };
  for (const [act, what] of [
    ['acknowledgement', {}],
    ['disposal', said],
    ['report', {}],
  ] as const) {
    const answer = await officer('POST', `/bank/instructions/${body.id}/${act}`, what);
    if (answer.status !== 200) throw new Error(`${act} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
  if (end) await county.as('lin.haoran')('POST', `/police/instructions/${body.id}/confirmation`, {});
}

/** `total` pieces of work by eight clients at once; gives pieces a second. */
async function perSecond(total: number, work: (client: number) => Promise<unknown>): Promise<number> {
  let left = total;
  const from = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (left > 0) {
        left -= 1;
        await work(client);
      }
    }),
  );
  return (total * 1000) / (performance.now() - from);
}

const floorRate = async (floors: readonly Floor[], total: number): Promise<number> =>
  perSecond(total, async client => floors[client]?.loop());

/** Closed loops a second with eight clients, beside a floor of the same emulators, in alternating rounds of one run. */
export async function loopsSuite({ short }: Size): Promise<Figures> {
  const county = await startBenchCounty({ schedules: false });
  const floors = await Promise.all(Array.from({ length: clients }, (_, i) => startFloor(`loops-${i}`)));
  try {
    const total = short ? 40 : 160;
    const rounds = short ? 2 : 4;
    await perSecond(total, client => closeOne(county, `WARM-00${client}`));
    await floorRate(floors, total);
    const ours: number[] = [];
    const least: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      least.push(await floorRate(floors, total));
      ours.push(await perSecond(total, client => closeOne(county, `LOOPS-00${client}`)));
    }
    const mean = (sample: readonly number[]): number => sample.reduce((sum, each) => sum + each, 0) / sample.length;
    return { 'loops.perSecond': rounded(mean(ours)), 'loops.ofFloor': rounded(mean(ours) / mean(least)) };
  } finally {
    await Promise.all(floors.map(floor => floor.stop()));
    await county.stop();
  }
}
