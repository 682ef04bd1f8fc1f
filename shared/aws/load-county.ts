import {
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type DynamoDBDocumentClient,
  paginateScan,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { County } from '../contract/county.ts';
import { Fault } from '../domain/fault.ts';
import { rows } from './directory-rows.ts';

type Row = { readonly pk: string; readonly sk: string } & Readonly<Record<string, unknown>>;

const encodePolicies = z.array(County.shape.policies.element);

const rowsOf = (county: County): Row[] => [
  { ...rows.county(), ...county.county, policies: z.encode(encodePolicies, county.policies) },
  ...county.organisations.flatMap(({ people, systems = [], ...org }): Row[] => [
    { ...rows.org(org.code), ...org },
    { ...rows.listed(org.code), ...org },
    ...people.map(person => ({ ...rows.person(org.code, person.id), ...person })),
    ...people.map(person => ({ ...rows.subject(person.sub), org: org.code, person: person.id })),
    ...systems.map(system => ({ ...rows.system(org.code, system.id), ...system })),
    ...systems.map(({ clientId, accountable, id }) => ({
      ...rows.subject(clientId),
      org: org.code,
      person: accountable,
      system: id,
    })),
  ]),
];

/**
 * Parses a county file.
 * @throws Fault invalid/county-file with the path of each wrong field
 */
export const parseCounty = (text: string): County => {
  try {
    return County.parse(JSON.parse(text));
  } catch (error) {
    const problems =
      error instanceof z.ZodError ? error.issues.map(i => `${i.path.join('.')}: ${i.message}`) : [String(error)];
    throw new Fault('invalid', 'county-file', { problems }, { cause: error });
  }
};

type WriteRequest = NonNullable<BatchWriteCommandInput['RequestItems']>[string][number];

const write = async (db: DynamoDBDocumentClient, table: string, all: readonly WriteRequest[]): Promise<void> => {
  for (let i = 0; i < all.length; i += 25) {
    let requests = all.slice(i, i + 25);
    while (requests.length > 0) {
      const { UnprocessedItems } = await db.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
      requests = UnprocessedItems?.[table] ?? [];
    }
  }
};

const nameOf = ({ pk, sk }: { readonly pk: string; readonly sk: string }): string => `${pk} ${sk}`;

const Key = z.object({ pk: z.string(), sk: z.string() });

const keysIn = async (db: DynamoDBDocumentClient, table: string): Promise<z.output<typeof Key>[]> => {
  const found: z.output<typeof Key>[] = [];
  for await (const { Items = [] } of paginateScan({ client: db }, { TableName: table, ProjectionExpression: 'pk, sk' }))
    found.push(...Items.map(item => Key.parse(item)));
  return found;
};

/** Makes the directory what the county file says: whoever is no longer in it is taken out. Safe to run again. */
export const loadCounty = async (
  db: DynamoDBDocumentClient,
  table: string,
  county: County,
): Promise<{ written: number; removed: number }> => {
  const all = rowsOf(county);
  const wanted = new Set(all.map(nameOf));
  const gone = (await keysIn(db, table)).filter(key => !wanted.has(nameOf(key)));
  await write(
    db,
    table,
    gone.map(key => ({ DeleteRequest: { Key: key } })),
  );
  await write(
    db,
    table,
    all.map(Item => ({ PutRequest: { Item } })),
  );
  return { written: all.length, removed: gone.length };
};
