import type { Change, CommandRecord } from '../contract/ledger.ts';
import { commit as commitTo, genesis, seal } from '../contract/record.ts';
import type { Happened } from '../domain/events.ts';
import { Fault } from '../domain/fault.ts';
import { isOpen } from '../domain/instruction.ts';
import { commandItem } from './commands.ts';
import { holdRow, stateRow } from './instruction-rows.ts';
import { keys } from './keys.ts';
import { secretItems } from './secret-rows.ts';
import type { Guarded } from './transaction.ts';

export const slotName = (caseId: string): string => `case#${caseId}`;

const unchanged = (known: readonly string[] = []) =>
  known.length > 0
    ? { ConditionExpression: '#slot = :known', values: { ':known': new Set(known) } }
    : { ConditionExpression: 'attribute_not_exists(#slot)', values: {} };

/** Takes a slot, unless the slots changed since they were read: whoever decided on them decides again. */
const take = (table: string, { order, slots }: Change, account: string): Guarded => {
  const { ConditionExpression, values } = unchanged(slots?.[account]);
  return {
    write: {
      Update: {
        TableName: table,
        Key: keys.account(account),
        UpdateExpression: 'ADD #slot :id, #all :id',
        ConditionExpression,
        ExpressionAttributeNames: { '#slot': slotName(order.caseId), '#all': 'all' },
        ExpressionAttributeValues: { ':id': new Set([order.id]), ...values },
      },
    },
    otherwise: () => new Fault('conflict', 'stale', { id: order.id }),
  };
};

const free = (table: string, { order }: Change, account: string): Guarded => ({
  write: {
    Update: {
      TableName: table,
      Key: keys.account(account),
      UpdateExpression: 'DELETE #slot :id',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: { '#slot': slotName(order.caseId) },
      ExpressionAttributeValues: { ':id': new Set([order.id]) },
    },
  },
  otherwise: () => new Fault('conflict', 'stale', { id: order.id }),
});

/** A slot is freed only by an end without a hold; whatever comes after such an end and holds or opens again takes it back. */
const slotWrites = (table: string, change: Change): Guarded[] => {
  const { step, was, accounts } = change;
  const before = was !== undefined && (was.open || was.held);
  const after = isOpen(step.next.state) || step.next.hold !== undefined;
  if (before === after) return [];
  return accounts.map(account => (after ? take : free)(table, change, account));
};

const issueWrites = (table: string, { order, jws, accounts }: Change): Guarded[] => [
  {
    write: {
      Put: {
        TableName: table,
        Item: { ...keys.body(order.id), ...order, jws, accounts },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    otherwise: () => new Fault('conflict', 'stale', { id: order.id }),
  },
  {
    write: {
      Update: {
        TableName: table,
        Key: keys.caseOf(order.caseId),
        UpdateExpression: 'SET #unit = if_not_exists(#unit, :unit), reportedAt = if_not_exists(reportedAt, :t0)',
        ConditionExpression: 'attribute_not_exists(pk) OR (#unit = :unit AND reportedAt = :t0)',
        ExpressionAttributeNames: { '#unit': 'unit' },
        ExpressionAttributeValues: { ':unit': order.unit, ':t0': order.reportedAt },
      },
    },
    otherwise: () => new Fault('conflict', 'stale', { caseId: order.caseId }),
  },
];

const sealed = async (table: string, change: Change): Promise<{ writes: Guarded[]; head: string }> => {
  const writes: Guarded[] = [];
  let head = change.was?.head ?? genesis;
  const { id } = change.order;
  const put = (item: Record<string, unknown>): Guarded => ({
    write: { Put: { TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' } },
    otherwise: () => new Fault('conflict', 'stale', { id }),
  });
  for (const event of change.step.happened) {
    const value = change.secrets?.get(event.n);
    const secret = value && { value, ...(await commitTo(value)) };
    const record = await sealEvent(id, event, secret?.commitment, head);
    writes.push(put({ ...keys.event(id, event.n), ...record }));
    if (secret) writes.push(...secretItems({ id, n: event.n }, secret.salt, secret.value).map(put));
    head = record.hash;
  }
  return { writes, head };
};

const sealEvent = async (id: string, event: Happened, commitment: string | undefined, prev: string) => {
  const { id: _id, ...record } = await seal({ ...event, id, ...(commitment ? { commitment } : {}) }, prev);
  return record;
};

/** The record of a command; it is written once. */
export const commandWrite = (table: string, command: CommandRecord): Guarded => ({
  write: { Put: { TableName: table, Item: commandItem(command), ConditionExpression: 'attribute_not_exists(pk)' } },
  otherwise: () => new Fault('conflict', 'replayed', { id: command.id }),
});

/** Every write of a change, the most telling condition first: a replayed command, then a lost race. */
export const writesOf = async (table: string, change: Change, now: number): Promise<Guarded[]> => {
  const { order, step, was, command } = change;
  const { writes: events, head } = await sealed(table, change);
  const state: Guarded = {
    write: {
      Put: {
        TableName: table,
        Item: stateRow(order, step.next, head, now),
        ...(was
          ? {
              ConditionExpression: '#v = :was',
              ExpressionAttributeNames: { '#v': 'version' },
              ExpressionAttributeValues: { ':was': was.version },
            }
          : { ConditionExpression: 'attribute_not_exists(pk)' }),
      },
    },
    otherwise: () => new Fault('conflict', 'stale', { id: order.id }),
  };
  const recorded = command ? [commandWrite(table, command)] : [];
  const hold: Guarded[] = step.hold
    ? [
        {
          write: {
            Put: {
              TableName: table,
              Item: holdRow(step.hold, now),
              ConditionExpression: 'attribute_not_exists(pk) OR #round < :round',
              ExpressionAttributeNames: { '#round': 'round' },
              ExpressionAttributeValues: { ':round': step.hold.round },
            },
          },
          otherwise: () => new Fault('conflict', 'stale', { id: order.id }),
        },
      ]
    : [];
  return [
    ...recorded,
    state,
    ...events,
    ...hold,
    ...slotWrites(table, change),
    ...(was ? [] : issueWrites(table, change)),
  ];
};
