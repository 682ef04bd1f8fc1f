import { BatchGetCommand, type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Ledger, SealedEvent, Stored } from '../contract/ledger.ts';
import { EventRow, HoldRow, OrderRow, ProgressRow, SealedRow, SecretRow } from '../contract/rows.ts';
import { commandRow } from './commands.ts';
import { keys } from './keys.ts';
import { commandWrite, writesOf } from './ledger-writes.ts';
import { transact } from './transaction.ts';

const Body = z.looseObject({ jws: z.string(), accounts: z.array(z.string()) });
const State = z.looseObject({ head: z.string() });
const Case = z.looseObject({ unit: z.string(), reportedAt: z.number() });
const Ids = z.instanceof(Set).transform(set => [...set].map(String));

type Item = Record<string, unknown>;

const storedFrom = (items: readonly Item[]): Stored | undefined => {
  const of = (sk: string): Item | undefined => items.find(item => item.sk === sk);
  const body = of('BODY');
  const state = of('STATE');
  if (!body || !state) return undefined;
  const hold = of('HOLD');
  const { jws, accounts } = Body.parse(body);
  return {
    order: OrderRow.parse(body),
    progress: ProgressRow.parse(state),
    jws,
    accounts,
    head: State.parse(state).head,
    ...(hold ? { hold: HoldRow.parse(hold) } : {}),
  };
};

/** The instruction aggregate: an immutable body, a moving state, numbered events, private parts beside them. Reads are consistent. */
export const dynamoLedger = (db: DynamoDBDocumentClient, table: string, clock: () => number): Ledger => {
  const batchGet = async (wanted: readonly { pk: string; sk: string }[]): Promise<Item[]> => {
    const items: Item[] = [];
    let asked: readonly Item[] = wanted;
    while (asked.length > 0) {
      const { Responses, UnprocessedKeys } = await db.send(
        new BatchGetCommand({ RequestItems: { [table]: { Keys: [...asked], ConsistentRead: true } } }),
      );
      items.push(...(Responses?.[table] ?? []));
      asked = UnprocessedKeys?.[table]?.Keys ?? [];
    }
    return items;
  };

  /** A batch holds at most a hundred keys. */
  const readAll = async (wanted: readonly { pk: string; sk: string }[]): Promise<Item[]> => {
    const chunks = Array.from({ length: Math.ceil(wanted.length / 100) }, (_, i) =>
      wanted.slice(i * 100, i * 100 + 100),
    );
    return (await Promise.all(chunks.map(batchGet))).flat();
  };

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

  return {
    load: async id => storedFrom(await batchGet(partsOf(id))),

    loadMany: async ids => {
      const byPk = Map.groupBy(await readAll(ids.flatMap(partsOf)), ({ pk }) => pk);
      return ids.flatMap(id => storedFrom(byPk.get(keys.body(id).pk) ?? []) ?? []);
    },

    loadFor: async (id, org, key) => {
      const command = keys.command(org, key);
      const items = await batchGet([...partsOf(id), command]);
      return {
        stored: storedFrom(items.filter(({ pk }) => pk !== command.pk)),
        answered: commandRow(items.find(({ pk }) => pk === command.pk)),
      };
    },

    loadEvents: async refs => {
      const wanted = refs.flatMap(({ id, n }) => [...partsOf(id), keys.event(id, n)]);
      const unique = [...new Map(wanted.map(key => [`${key.pk}/${key.sk}`, key])).values()];
      const byPk = Map.groupBy(await readAll(unique), ({ pk }) => pk);
      return refs.flatMap(({ id, n }) => {
        const items = byPk.get(keys.body(id).pk) ?? [];
        const stored = storedFrom(items);
        const event = items.find(({ sk }) => sk === keys.event(id, n).sk);
        return stored && event ? [{ stored, event: EventRow.parse(publicPart(event)) }] : [];
      });
    },

    history: async id => {
      const items = await collection(id);
      const stored = storedFrom(items);
      if (!stored) return undefined;
      const events = sealedEvents(items);
      return { stored: { ...stored, history: events.map(({ event }) => event) }, events };
    },

    ground: async ({ org, key }, caseId, account) => {
      const asked = { command: keys.command(org, key), case: keys.caseOf(caseId), account: keys.account(account) };
      const items = await batchGet(Object.values(asked));
      const answered = commandRow(items.find(({ pk }) => pk === asked.command.pk));
      const known = items.find(({ pk }) => pk === asked.case.pk);
      const target = items.find(({ pk }) => pk === asked.account.pk);
      const { unit, reportedAt } = known ? Case.parse(known) : {};
      return {
        slots: Ids.catch([]).parse(target?.[`case#${caseId}`]),
        all: Ids.catch([]).parse(target?.all),
        ...(answered ? { answered } : {}),
        ...(unit === undefined ? {} : { caseUnit: unit }),
        ...(reportedAt === undefined ? {} : { reportedAt }),
      };
    },

    commit: async change => transact(db, await writesOf(table, change, clock())),

    remember: command => transact(db, [commandWrite(table, command)]),
  };
};

const partsOf = (id: string) => [keys.body(id), keys.state(id), keys.hold(id)];

const publicPart = ({ pk: _pk, sk: _sk, prev: _prev, hash: _hash, commitment: _commitment, ...event }: Item): Item =>
  event;

const startsWith = (item: Item, prefix: string): boolean => String(item.sk).startsWith(prefix);

const sealedEvents = (items: readonly Item[]): SealedEvent[] => {
  const secrets = new Map(
    items
      .filter(i => startsWith(i, 'PRIV#'))
      .map(i => [Number(String(i.sk).slice('PRIV#'.length)), SecretRow.parse(i)]),
  );
  return items
    .filter(i => startsWith(i, 'EVT#'))
    .map(item => {
      const { prev, hash, commitment, n } = SealedRow.parse(item);
      const secret = secrets.get(n);
      return {
        event: EventRow.parse(publicPart(item)),
        prev,
        hash,
        ...(commitment ? { commitment } : {}),
        ...(secret ? { secret: secret.value, salt: secret.salt } : {}),
      };
    });
};
