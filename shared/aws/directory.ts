import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { policyRule } from '../contract/county.ts';
import { type CountyRules, type Directory, Org, type Organisation, type Principal } from '../contract/directory.ts';
import type { Person } from '../domain/duty.ts';
import { Fault } from '../domain/fault.ts';
import { cached } from './cached.ts';
import { CountyRow, PersonRow, rows, SubjectRow, SystemRow } from './directory-rows.ts';

/** How long a dismissal may take to be felt (design: within a minute). */
const rememberMs = 60_000;

/** Reads of the directory, each remembered for at most a minute. */
export const dynamoDirectory = (db: DynamoDBDocumentClient, table: string, clock: () => number): Directory => {
  const get = async (key: { pk: string; sk: string }): Promise<Record<string, unknown> | undefined> =>
    (await db.send(new GetCommand({ TableName: table, Key: key }))).Item;

  const query = async (pk: string): Promise<Record<string, unknown>[]> => {
    const items: Record<string, unknown>[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const page = await db.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ExclusiveStartKey: start,
        }),
      );
      items.push(...(page.Items ?? []));
      start = page.LastEvaluatedKey;
    } while (start);
    return items;
  };

  const organisation = cached(rememberMs, clock, async (code): Promise<Organisation | undefined> => {
    const items = await query(`ORG#${code}`);
    const org = items.find(({ sk }) => sk === 'ORG');
    if (!org) return undefined;
    const people = items.filter(({ sk }) => String(sk).startsWith('PERSON#')).map(item => PersonRow.parse(item));
    const systems = items.filter(({ sk }) => String(sk).startsWith('SYSTEM#')).map(item => SystemRow.parse(item));
    return {
      org: Org.parse(org),
      people: [
        ...people.map(({ id, roles, contacts }): Person => ({ id, roles, contacts: contacts.map(contact) })),
        ...systems.map(
          ({ id, contacts }): Person => ({ id, roles: ['A'], contacts: contacts.map(contact), system: true }),
        ),
      ],
    };
  });

  const person = cached(rememberMs, clock, async sub => {
    const found = await get(rows.subject(sub));
    if (!found) return undefined;
    const { org: code, person: id, system } = SubjectRow.parse(found);
    const [org, row] = await Promise.all([get(rows.org(code)), get(rows.person(code, id))]);
    if (!org || !row) return undefined;
    const { kind } = Org.parse(org);
    const principal: Principal = {
      org: code,
      party: kind,
      person: id,
      roles: PersonRow.parse(row).roles,
      ...(system ? { system } : {}),
    };
    return principal;
  });

  const county = cached(rememberMs, clock, async (): Promise<CountyRules> => {
    const found = await get(rows.county());
    if (!found) throw new Fault('transient', 'county-not-loaded');
    const row = CountyRow.parse(found);
    return {
      calendar: { zone: row.zone, holidays: row.holidays },
      policies: row.policies.map(policyRule),
      latePapers: row.latePapers,
    };
  });

  const organisations = cached(rememberMs, clock, async () => (await query('ORGS')).map(item => Org.parse(item)));

  return {
    /** The person behind a token's subject, or undefined. */
    principal: person,
    organisation,
    /** Every organisation of the county, without its people. */
    organisations: () => organisations('all'),
    county: () => county('county'),
  };
};

const contact = ({
  channel,
  address,
  verified,
}: {
  channel: string;
  address?: string | undefined;
  verified: boolean;
}) => ({
  channel,
  verified,
  ...(address === undefined ? {} : { address }),
});
