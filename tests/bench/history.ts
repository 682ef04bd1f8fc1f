import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ulid } from 'ulid';
import { shards } from '../../shared/aws/deadline-index.ts';
import { keys } from '../../shared/aws/keys.ts';
import { bank, startBenchCounty } from './bench-county.ts';
import type { Figures, Size } from './figures.ts';
import { median, rounded } from './stats.ts';
import { submit } from './submit.ts';

/** What a closed instruction leaves in the table, in the same bank, unit, cases and index partitions as the new ones. */
const closed = (at: number, index: number): Record<string, unknown>[] => {
  const id = ulid(at);
  const day = new Date(at).toISOString().slice(0, 10);
  const event = (n: number) => ({
    ...keys.event(id, n),
    type: 'warned',
    n,
    at,
    by: { org: 'LIAISON', party: 'platform' },
    data: { text: 'x'.repeat(200) },
    prev: '0'.repeat(64),
    hash: '1'.repeat(64),
  });
  return [
    {
      ...keys.body(id),
      id,
      kind: 'stop',
      unit: 'QHGA',
      bank,
      caseId: `HISTORY-${index % 10}`,
      issuedAt: at,
      text: 'x'.repeat(1_500),
    },
    {
      ...keys.state(id),
      id,
      state: 'closed',
      version: 7,
      at,
      sealDay: `${day}#${index % shards}`,
      text: 'x'.repeat(500),
    },
    event(1),
    event(2),
  ];
};

async function write(
  db: DynamoDBDocumentClient,
  table: string,
  items: readonly Record<string, unknown>[],
): Promise<void> {
  let requests = items.map(Item => ({ PutRequest: { Item } }));
  while (requests.length > 0) {
    const { UnprocessedItems } = await db.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
    requests = (UnprocessedItems?.[table] ?? []) as typeof requests;
  }
}

/** Writes `count` closed instructions in bulk, several batches at a time. */
async function fill(db: DynamoDBDocumentClient, table: string, count: number): Promise<void> {
  let next = 0;
  const year = 365 * 86_400_000;
  const writer = async (): Promise<void> => {
    while (next < count) {
      const from = next;
      next += 6;
      const indexes = Array.from({ length: Math.min(6, count - from) }, (_, i) => from + i);
      await write(
        db,
        table,
        indexes.flatMap(i => closed(Date.now() - year + Math.floor((year * i) / count), i)),
      );
    }
  };
  await Promise.all(Array.from({ length: 4 }, writer));
}

/** The same submit in a county with a year behind it and in one with none, in turn, in one run. */
export async function historySuite({ short }: Size): Promise<Figures> {
  const [fresh, old] = [await startBenchCounty({ schedules: false }), await startBenchCounty({ schedules: false })];
  try {
    const instructions = short ? 2_000 : 50_000;
    await fill(old.db, old.cloud.outputs.LedgerTable ?? '', instructions);
    const passes = short ? 20 : 150;
    const without: number[] = [];
    const withHistory: number[] = [];
    for (let i = 0; i < passes + 20; i += 1) {
      const before = await submit(fresh, `HISTORY-${i % 10}`);
      const after = await submit(old, `HISTORY-${i % 10}`);
      if (i < 20) continue;
      without.push(before.ms);
      withHistory.push(after.ms);
    }
    return { 'history.ratio': rounded(median(withHistory) / median(without)), 'history.instructions': instructions };
  } finally {
    await fresh.stop();
    await old.stop();
  }
}
