import type * as z from 'zod';
import type { Calendar } from '../domain/calendar.ts';
import type { Person } from '../domain/duty.ts';
import type { Actor } from '../domain/events.ts';
import type { PolicyRule } from '../domain/policy.ts';
import { OrganisationEntry } from './county.ts';

/** An organisation without its people, as the directory keeps it. */
export const Org = OrganisationEntry.omit({ people: true, systems: true }).loose();
export type Org = z.output<typeof Org>;

/** Someone the directory knows: who acts, and as what. */
export interface Principal extends Actor {
  readonly person: string;
  readonly roles: readonly string[];
}

/** As events name who acted. */
export const actorOf = ({ org, party, person, system }: Principal): Actor => ({
  org,
  party,
  person,
  ...(system ? { system } : {}),
});

export interface CountyRules {
  readonly calendar: Calendar;
  readonly policies: readonly PolicyRule[];
  /** Whether an instruction may go out before its papers (后补手续). */
  readonly latePapers: boolean;
}

/** An organisation with its people and its own systems, as paging sees them. */
export interface Organisation {
  readonly org: Org;
  readonly people: readonly Person[];
}

/** Who is who; each answer may be up to a minute old. */
export interface Directory {
  /** The person behind a token's subject. */
  principal(sub: string): Promise<Principal | undefined>;
  organisation(code: string): Promise<Organisation | undefined>;
  organisations(): Promise<readonly Org[]>;
  county(): Promise<CountyRules>;
}
