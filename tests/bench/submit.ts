import { setTimeout as pause } from 'node:timers/promises';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { keys } from '../../shared/aws/keys.ts';
import { type BenchCounty, startBenchCounty } from './bench-county.ts';
import type { Figures, Size } from './figures.ts';
import { startFloor } from './floor.ts';
import { order } from './orders.ts';
import { median, quantile, rounded } from './stats.ts';

/** Waits until the tail of an instruction's way has been recorded, so that it disturbs no later pass. */
async function settled({ db, cloud }: BenchCounty, id: string): Promise<void> {
  for (;;) {
    const { Item } = await db.send(
      new GetCommand({ TableName: cloud.outputs.LedgerTable, Key: keys.state(id), ConsistentRead: true }),
    );
    if (Item?.facts?.delivered && Item.step?.cause) return;
    await pause(5);
  }
}

interface Submitted {
  readonly ms: number;
  /** AWS requests that functions began before the page was accepted; the relay of events runs beside the way. */
  readonly requests: number;
}

const beside = /RelayEvents|RunDeadline|SweepDeadlines/;

/** One submit: HTTP request sent until the webhook's receiver accepted the page. */
export async function submit(county: BenchCounty, incident: string): Promise<Submitted> {
  county.cloud.clearCalls();
  const from = performance.now();
  const { status, body } = await county.as('lin.haoran')('POST', '/police/instructions', order(incident));
  if (status !== 201) throw new Error(`submit answered ${status}: ${JSON.stringify(body)}`);
  const at = await county.webhook.accepted(body.id);
  const acceptedAt = performance.timeOrigin + at;
  await settled(county, body.id);
  const onTheWay = county.cloud.calls().filter(call => !beside.test(call.function) && call.at <= acceptedAt);
  return { ms: at - from, requests: onTheWay.length };
}

/** Our way beside the floor, in turn, in one run. */
export async function submitSuite({ short }: Size): Promise<Figures> {
  const county = await startBenchCounty({ record: true, schedules: false });
  const floor = await startFloor('submit');
  try {
    const ours: Submitted[] = [];
    const least: number[] = [];
    const warmup = short ? 15 : 50;
    for (let i = 0; i < warmup + (short ? 40 : 300); i += 1) {
      const pass = await floor.pass();
      const submitted = await submit(county, `BENCH-${i % 10}`);
      if (i < warmup) continue;
      least.push(pass);
      ours.push(submitted);
    }
    const times = ours.map(({ ms }) => ms);
    return {
      'submit.ratioP50': rounded(median(times) / median(least)),
      'submit.p50Ms': rounded(median(times)),
      'submit.p99Ms': rounded(quantile(times, 0.99)),
      'submit.floorP50Ms': rounded(median(least)),
      'submit.requests': median(ours.map(({ requests }) => requests)),
    };
  } finally {
    await floor.stop();
    await county.stop();
  }
}
