import { type AttributeValue, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import { keys } from '../../../shared/aws/keys.ts';
import { dynamoLedger } from '../../../shared/aws/ledger.ts';
import { verifyChain } from '../../../shared/contract/record.ts';
import { trace } from '../../../shared/domain/fold.ts';
import { isOpen } from '../../../shared/domain/instruction.ts';
import { bytesOf } from './item-size.ts';

type Row = Record<string, AttributeValue>;

const rowsOf = async (table: string): Promise<Row[]> => {
  const client = new DynamoDBClient({});
  const rows: Row[] = [];
  for await (const { Items } of paginateScan({ client }, { TableName: table, ConsistentRead: true }))
    rows.push(...(Items ?? []));
  client.destroy();
  return rows;
};

const find = (rows: readonly Row[], { pk, sk }: { pk: string; sk: string }): Row | undefined =>
  rows.find(row => row.pk?.S === pk && row.sk?.S === sk);

/** An instruction counts in its case from its issue to an end without a hold. */
const expectSlot = (
  rows: readonly Row[],
  account: string,
  { id, caseId, counts }: { id: string; caseId: string; counts: boolean },
) => {
  const slots = find(rows, keys.account(account))?.[`case#${caseId}`]?.SS ?? [];
  expect(slots.includes(id), `slot of ${id}`).toBe(counts);
};

/**
 * Every instruction of a table: its state row and its hold are what its events make of them, its chain holds, its state row
 * stays within 1 KB, and it has the slots it should have.
 */
export const expectSound = async (db: DynamoDBDocumentClient, table: string): Promise<number> => {
  const ledger = dynamoLedger(db, table, () => 0);
  const rows = await rowsOf(table);
  const ids = rows.filter(({ sk }) => sk?.S === 'BODY').map(({ id }) => id?.S ?? '');
  for (const id of ids) {
    const found = await ledger.history(id);
    if (!found) throw new Error(`no history of ${id}`);
    const { stored, events } = found;
    const last = trace(
      stored.order,
      events.map(({ event }) => event),
    ).at(-1);
    expect(stored.progress, `state of ${id}`).toEqual(last?.progress);
    expectHold(stored.hold, last?.hold);
    const chain = events.map(({ event, prev, hash, commitment }) => ({
      ...event,
      id,
      prev,
      hash,
      ...(commitment ? { commitment } : {}),
    }));
    const privates = events.flatMap(({ event: { n }, secret, salt }) =>
      secret && salt ? [{ n, salt, value: secret }] : [],
    );
    expect(await verifyChain(chain, privates), `chain of ${id}`).toEqual({ ok: true, head: stored.head });
    expect(bytesOf(find(rows, keys.state(id)) ?? {}), `state row of ${id}`).toBeLessThanOrEqual(1_024);
    const counts = isOpen(stored.progress.state) || stored.progress.hold !== undefined;
    for (const account of stored.accounts) expectSlot(rows, account, { id, caseId: stored.order.caseId, counts });
  }
  return ids.length;
};

const expectHold = (
  stored: { round: number; state: string } | undefined,
  made: { round: number } | undefined,
): void => {
  if (!made) {
    expect(stored?.state ?? 'struck').toBe('struck');
    return;
  }
  const { round: _, ...rest } = made;
  expect(stored).toMatchObject(rest);
};
