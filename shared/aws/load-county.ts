import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
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

/** Writes a county into the directory; safe to run again. Rows of people no longer in the file are left to the directory's own commands. */
export const loadCounty = async (db: DynamoDBDocumentClient, table: string, county: County): Promise<number> => {
  const all = rowsOf(county);
  for (let i = 0; i < all.length; i += 25) {
    let requests = all.slice(i, i + 25).map(Item => ({ PutRequest: { Item } }));
    while (requests.length > 0) {
      const { UnprocessedItems } = await db.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
      requests = (UnprocessedItems?.[table] ?? []).flatMap(r =>
        r.PutRequest?.Item ? [{ PutRequest: { Item: r.PutRequest.Item as Row } }] : [],
      );
    }
  }
  return all.length;
};
