import type { County } from '../../shared/contract/county.ts';
import type { Route } from '../../shared/domain/kinds.ts';

/** Somebody who signs in: a person by name, or a bank's system by its client credentials. */
export interface Player {
  readonly sub: string;
  readonly system?: true;
  /** Id in the directory; of a system, of the officer who answers for it. */
  readonly person: string;
  readonly name: string;
}

export interface BankCast {
  readonly code: string;
  readonly name: string;
  readonly route: Route;
  readonly cardPrefix?: string;
  /** Who handles its instructions, the first by default. Nobody, where the bank is on the platform route. */
  readonly officers: readonly Player[];
}

export interface UnitCast {
  readonly code: string;
  readonly dispatchers: readonly Player[];
  /** Names and police numbers of the two officers on an instruction. */
  readonly approver?: string;
}

/** Everybody who may play, from the county file. */
export interface Cast {
  readonly banks: ReadonlyMap<string, BankCast>;
  readonly units: ReadonlyMap<string, UnitCast>;
  readonly coordinator?: Player;
  readonly zone: string;
}

type Organisation = County['organisations'][number];
type Person = Organisation['people'][number];

const player = ({ sub, id, name }: Person): Player => ({ sub, person: id, name });

const withRole = ({ people }: Organisation, ...roles: Person['roles']): Player[] =>
  roles.flatMap(role => people.filter(person => person.roles.includes(role)).map(player));

const officersOf = (org: Organisation): Player[] => {
  const { people, systems = [], route } = org;
  const own = systems.map(({ clientId, accountable }): Player => {
    const answers = people.find(({ id }) => id === accountable);
    return { sub: clientId, system: true, person: accountable, name: answers?.name ?? clientId };
  });
  const staff = [...new Map(withRole(org, 'A', 'B', 'head').map(one => [one.sub, one])).values()];
  return route === 'direct' && own.length > 0 ? own : staff;
};

const bankCast = (org: Organisation): BankCast => ({
  code: org.code,
  name: org.name.zh,
  route: org.route ?? 'platform',
  officers: officersOf(org),
  ...(org.cardPrefixes?.[0] ? { cardPrefix: org.cardPrefixes[0] } : {}),
});

const unitCast = (org: Organisation): UnitCast => {
  const [approver] = withRole(org, 'approver');
  return {
    code: org.code,
    dispatchers: withRole(org, 'dispatcher'),
    ...(approver ? { approver: approver.person } : {}),
  };
};

export const castOf = ({ county, organisations }: County): Cast => {
  const ofKind = (kind: Organisation['kind']): Organisation[] => organisations.filter(org => org.kind === kind);
  const coordinator = ofKind('liaison').flatMap(org => withRole(org, 'coordinator'))[0];
  return {
    banks: new Map(ofKind('bank').map(org => [org.code, bankCast(org)])),
    units: new Map(ofKind('police').map(org => [org.code, unitCast(org)])),
    zone: county.zone,
    ...(coordinator ? { coordinator } : {}),
  };
};
