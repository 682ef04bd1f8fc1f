import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Ledger, SealedEvent, Slots, Stored } from '../contract/ledger.ts';
import { batchGet, type Item, pause } from './batch-get.ts';
import { commandRow } from './commands.ts';
import { keys } from './keys.ts';
import { commandWrite, slotName, writesOf } from './ledger-writes.ts';
import { eventFrom, isTorn, sealedFrom, storedFrom } from './stored-rows.ts';
import { transact } from './transaction.ts';

const Case = z.looseObject({ unit: z.string(), reportedAt: z.number() });
const Ids = z.instanceof(Set).transform(set => [...set].map(String));

const partsOf = (id: string) => [keys.body(id), keys.state(id), keys.hold(id)];

/** Reads again where a commit fell into the reading. What stays torn is given as it is: a damaged record must stay readable. */
const untorn = async <T>(read: () => Promise<T>, torn: (found: T) => boolean): Promise<T> => {
  let found = await read();
  for (let left = 3; left > 0 && torn(found); left -= 1) {
    await pause(Math.random() * 20);
    found = await read();
  }
  return found;
};

const cutShort = (found: { stored: Stored; events: SealedEvent[] } | undefined): boolean =>
  found !== undefined && (isTorn(found.stored) || found.events.at(-1)?.hash !== found.stored.head);

/** The instruction aggregate: an immutable body, a moving state, numbered events, private parts beside them. Reads are consistent. */
export const dynamoLedger = (db: DynamoDBDocumentClient, table: string, clock: () => number): Ledger => {
  const readAll = batchGet(db, table);

  const collection = async (id: string): Promise<Item[]> => {
    const items: Item[] = [];
    let start: Item | undefined;
    do {
      const page = await db.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': keys.body(id).pk },
          ConsistentRead: true,
          ExclusiveStartKey: start,
        }),
      );
      items.push(...(page.Items ?? []));
      start = page.LastEvaluatedKey;
    } while (start);
    return items;
  };

  const readSlots = (caseId: string, items: readonly Item[], accounts: readonly string[]): Slots =>
    Object.fromEntries(
      accounts.map(account => {
        const item = items.find(({ pk }) => pk === keys.account(account).pk);
        return [account, Ids.catch([]).parse(item?.[slotName(caseId)])];
      }),
    );

  return {
    load: id =>
      untorn(
        async () => storedFrom(await readAll(partsOf(id))),
        found => found !== undefined && isTorn(found),
      ),

    loadMany: async ids => {
      const byPk = Map.groupBy(await readAll(ids.flatMap(partsOf)), ({ pk }) => pk);
      return ids.flatMap(id => storedFrom(byPk.get(keys.body(id).pk) ?? []) ?? []);
    },

    loadFor: async (id, org, key) => {
      const command = keys.command(org, key);
      const read = async () => {
        const items = await readAll([...partsOf(id), command]);
        return {
          stored: storedFrom(items.filter(({ pk }) => pk !== command.pk)),
          answered: commandRow(items.find(({ pk }) => pk === command.pk)),
        };
      };
      return untorn(read, ({ stored }) => stored !== undefined && isTorn(stored));
    },

    loadEvents: async refs => {
      const wanted = refs.flatMap(({ id, n }) => [...partsOf(id), keys.event(id, n)]);
      const unique = [...new Map(wanted.map(key => [`${key.pk}/${key.sk}`, key])).values()];
      const read = async () => {
        const byPk = Map.groupBy(await readAll(unique), ({ pk }) => pk);
        return refs.flatMap(({ id, n }) => {
          const items = byPk.get(keys.body(id).pk) ?? [];
          const stored = storedFrom(items);
          const event = items.find(({ sk }) => sk === keys.event(id, n).sk);
          return stored && event ? [{ stored, event: eventFrom(event) }] : [];
        });
      };
      return untorn(read, found =>
        found.some(({ stored, event }) => isTorn(stored) || event.n > stored.progress.version),
      );
    },

    history: id =>
      untorn(async () => {
        const items = await collection(id);
        const stored = storedFrom(items);
        if (!stored) return undefined;
        const events = sealedFrom(items);
        return { stored: { ...stored, history: events.map(({ event }) => event) }, events };
      }, cutShort),

    ground: async ({ org, key }, caseId, accounts) => {
      const asked = { command: keys.command(org, key), case: keys.caseOf(caseId) };
      const items = await readAll([...Object.values(asked), ...accounts.map(keys.account)]);
      const answered = commandRow(items.find(({ pk }) => pk === asked.command.pk));
      const known = items.find(({ pk }) => pk === asked.case.pk);
      const { unit, reportedAt } = known ? Case.parse(known) : {};
      const slots = readSlots(caseId, items, accounts);
      return {
        read: slots,
        slots: [...new Set(Object.values(slots).flat())],
        all: [...new Set(items.flatMap(item => Ids.catch([]).parse(item.all)))],
        ...(answered ? { answered } : {}),
        ...(unit === undefined ? {} : { caseUnit: unit }),
        ...(reportedAt === undefined ? {} : { reportedAt }),
      };
    },

    slots: async (caseId, accounts) => readSlots(caseId, await readAll(accounts.map(keys.account)), accounts),

    commit: async change => transact(db, await writesOf(table, change, clock())),

    remember: command => transact(db, [commandWrite(table, command)]),
  };
};
