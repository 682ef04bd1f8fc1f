import type { County } from '../../shared/contract/county.ts';

export interface DemoPerson {
  readonly sub: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly organisation: string;
  readonly organisationName: string;
}

export interface DemoSystem {
  readonly clientId: string;
  readonly organisation: string;
}

/** Everybody in the county file can sign in at the demo issuer. */
export const peopleOf = (county: Pick<County, 'organisations'>): DemoPerson[] =>
  county.organisations.flatMap(({ code, name, people }) =>
    people.map(person => ({
      sub: person.sub,
      name: person.name,
      roles: person.roles,
      organisation: code,
      organisationName: name.zh,
    })),
  );

/** The systems of banks, which sign in with their own credentials. */
export const systemsOf = (county: Pick<County, 'organisations'>): DemoSystem[] =>
  county.organisations.flatMap(({ code, systems = [] }) =>
    systems.map(({ clientId }) => ({ clientId, organisation: code })),
  );
