import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { dynamoCall } from '../../local/dynamodb/call.ts';
import { startDynoxide } from '../../local/dynamodb/dynoxide.ts';
import { realiseTable } from '../../local/dynamodb/realise-table.ts';
import { indexStreamHistory } from '../../local/dynamodb/stream-index.ts';
import { sweepExpired } from '../../local/dynamodb/sweep-expired.ts';
import { tableShape } from '../support/tables.ts';

async function withTable(
  work: (client: DynamoDBClient, database: { endpoint: string; file: string }) => Promise<void>,
): Promise<void> {
  const file = join(mkdtempSync(join(tmpdir(), 'table-')), 'dynamodb.db');
  const running = await startDynoxide({ file });
  const client = new DynamoDBClient({
    endpoint: running.endpoint,
    region: 'local-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  await realiseTable(client, tableShape('ledger'));
  await work(client, { endpoint: running.endpoint, file }).finally(async () => {
    client.destroy();
    await running.stop();
  });
}

test('the sweep deletes what has expired and nothing else, over more than one page', async () => {
  await withTable(async (client, { endpoint }) => {
    const now = Date.parse('2026-11-21T10:00:00Z');
    const second = now / 1000;
    const item = (pk: string, expiresAt?: Record<string, string>) => ({
      pk: { S: pk },
      sk: { S: 'x' },
      ...(expiresAt ? { expiresAt } : {}),
    });
    const items = [
      ...Array.from({ length: 250 }, (_, i) => item(`old ${i}`, { N: String(second - i) })),
      item('later', { N: String(second + 1) }),
      item('never'),
      item('text', { S: '0' }),
    ];
    for (const Item of items) await client.send(new PutItemCommand({ TableName: 'ledger', Item: Item as never }));
    const { call, close } = dynamoCall(endpoint);
    let pauses = 0;
    const table = { name: 'ledger', keys: ['pk', 'sk'], expiresBy: 'expiresAt' };
    expect(await sweepExpired(call, table, now, async () => void pauses++)).toBe(250);
    expect(pauses).toBeGreaterThan(0);
    close();
    const { Items = [] } = await client.send(new ScanCommand({ TableName: 'ledger' }));
    expect(Items.map(one => one.pk?.S).sort()).toEqual(['later', 'never', 'text']);
  });
});

test('the index on the stream history finds what it speeds up, and may be made twice', async () => {
  await withTable(async (client, { file }) => {
    indexStreamHistory(file);
    indexStreamHistory(file);
    await client.send(new PutItemCommand({ TableName: 'ledger', Item: { pk: { S: 'a' }, sk: { S: 'x' } } }));
    const { DatabaseSync } = await import('node:sqlite');
    const db = new DatabaseSync(file, { readOnly: true });
    const plan = db
      .prepare(
        "EXPLAIN QUERY PLAN SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = 'ledger'",
      )
      .all();
    db.close();
    expect(JSON.stringify(plan)).toContain('liaison_stream_sequence');
  });
});
