import { type AttributeValue, type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { keys } from '../../shared/aws/keys.ts';
import { dynamoLedger } from '../../shared/aws/ledger.ts';
import type { SealedEvent, Stored } from '../../shared/contract/ledger.ts';
import { canonical, verifyChain } from '../../shared/contract/record.ts';
import { trace } from '../../shared/domain/fold.ts';
import type { Hold } from '../../shared/domain/hold.ts';
import { isOpen } from '../../shared/domain/instruction.ts';
import { bytesOf } from './item-size.ts';

type Row = Record<string, AttributeValue>;
type Rows = ReadonlyMap<string, Row>;
type Key = { readonly pk: string; readonly sk: string };

const nameOf = ({ pk, sk }: Key): string => `${pk}/${sk}`;

const rowsOf = async (client: DynamoDBClient, table: string): Promise<Rows> => {
  const rows = new Map<string, Row>();
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true }))
    for (const row of Items) rows.set(nameOf({ pk: row.pk?.S ?? '', sk: row.sk?.S ?? '' }), row);
  return rows;
};

const sameHold = (stored: Hold | undefined, made: Hold | undefined): boolean => {
  if (!made) return (stored?.state ?? 'struck') === 'struck';
  // A struck entry that stands again counts on from the round it had.
  return stored !== undefined && canonical({ ...stored, round: 0 }) === canonical({ ...made, round: 0 });
};

const provesItself = async (id: string, events: readonly SealedEvent[], head: string): Promise<boolean> => {
  const chain = events.map(({ event, prev, hash, commitment }) => ({ ...event, id, prev, hash, commitment }));
  const privates = events.flatMap(({ event: { n }, secret, salt }) =>
    secret && salt ? [{ n, salt, value: secret }] : [],
  );
  const proof = await verifyChain(chain, privates);
  return proof.ok && proof.head === head;
};

/** An instruction counts in its case from its issue to an end without a hold. */
const slotsWrong = (rows: Rows, { order, progress, accounts }: Stored): string[] =>
  accounts.filter(account => {
    const slots = rows.get(nameOf(keys.account(account)))?.[`case#${order.caseId}`]?.SS ?? [];
    return slots.includes(order.id) !== (isOpen(progress.state) || progress.hold !== undefined);
  });

const problemsOf = async (
  rows: Rows,
  { stored, events }: { stored: Stored; events: SealedEvent[] },
): Promise<string[]> => {
  const { order, progress, hold, head } = stored;
  const made = trace(
    order,
    events.map(({ event }) => event),
  ).at(-1);
  const bytes = bytesOf(rows.get(nameOf(keys.state(order.id))) ?? {});
  return [
    ...(canonical(progress) === canonical(made?.progress) ? [] : ['its state is not what its events make of it']),
    ...(sameHold(hold, made?.hold) ? [] : ['its hold is not what its events make of it']),
    ...((await provesItself(order.id, events, head)) ? [] : ['its chain does not hold']),
    ...(bytes <= 1_024 ? [] : [`its state row weighs ${bytes} bytes`]),
    ...(slotsWrong(rows, stored).length === 0 ? [] : ['it has not the slots it should have']),
  ];
};

/**
 * What is wrong with the instructions of a table, nothing if all is well: state row and hold are what the events make of them, the
 * chain holds, the state row stays within 1 KB, and the slots are those it should have.
 */
export const unsound = async (client: DynamoDBClient, table: string): Promise<string[]> => {
  const ledger = dynamoLedger(DynamoDBDocumentClient.from(client), table, () => 0);
  const rows = await rowsOf(client, table);
  const ids = [...rows.values()].filter(({ sk }) => sk?.S === 'BODY').map(({ id }) => id?.S ?? '');
  const wrong: string[] = [];
  for (const id of ids) {
    const found = await ledger.history(id);
    const problems = found ? await problemsOf(rows, found) : ['it has no history'];
    wrong.push(...problems.map(problem => `${id}: ${problem}`));
  }
  return wrong;
};
