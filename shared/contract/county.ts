import * as z from 'zod';
import { kinds, routes, urgencies } from '../domain/kinds.ts';
import { clocks, type PolicyRule, rungs } from '../domain/policy.ts';
import { strict } from './codes.ts';
import { choice, Instant, listOf, Name, OrgCode, PersonId, Phone, shortText } from './fields.ts';

const Names = strict({ zh: Name, en: Name });

const ContactEntry = strict({
  channel: choice(['console', 'webhook', 'voice', 'sms', 'email', 'wecom', 'dingtalk', 'feishu']),
  address: shortText(500).optional(),
  verified: z.boolean(),
});

export const PersonEntry = strict({
  id: PersonId,
  name: Name,
  /** Subject of the person's tokens at the issuer. */
  sub: shortText(200),
  roles: listOf(choice(['A', 'B', 'head', 'duty', 'dispatcher', 'approver', 'coordinator', 'reader']), 1, 8),
  phone: Phone.optional(),
  contacts: listOf(ContactEntry, 0, 10),
});

/** A bank's own system: its client credentials, and the officer who answers for what it does. */
export const SystemEntry = strict({
  id: PersonId,
  clientId: shortText(200),
  accountable: PersonId,
  contacts: listOf(ContactEntry, 0, 5),
});

export const OrganisationEntry = strict({
  code: OrgCode,
  kind: choice(['police', 'bank', 'liaison', 'supervisor']),
  name: Names,
  aliases: listOf(Name, 0, 20).optional(),
  cardPrefixes: listOf(z.string().regex(/^[0-9]{3,10}$/), 0, 200).optional(),
  route: choice(routes).optional(),
  /** The legal person whose accounts these are; a branch shares its head office's. */
  headOffice: OrgCode.optional(),
  phone: Phone.optional(),
  /** ARN of the account or role that reads a direct bank's queue. */
  principal: shortText(300).optional(),
  people: listOf(PersonEntry, 0, 2000),
  systems: listOf(SystemEntry, 0, 20).optional(),
});

const Limit = strict({ seconds: z.int().min(1), source: shortText(300) });

export const PolicyEntry = strict({
  version: shortText(60),
  kind: choice(Object.keys(kinds) as [keyof typeof kinds, ...(keyof typeof kinds)[]]),
  urgency: choice(Object.keys(urgencies) as [keyof typeof urgencies, ...(keyof typeof urgencies)[]]),
  hours: choice(['day', 'night']),
  from: Instant,
  until: Instant.nullable(),
  targets: z.record(z.enum(clocks), Limit),
  hold: Limit,
  ladder: strict({
    source: shortText(300),
    steps: listOf(
      strict({ afterSeconds: z.int().min(0), rungs: listOf(choice(rungs), 1, 6), channel: shortText(20).optional() }),
      1,
      20,
    ),
  }),
});

/** A county as data: what a deployment needs besides an issuer of tokens. */
export const County = strict({
  county: strict({
    code: OrgCode,
    name: Names,
    /** IANA name. */
    zone: shortText(60),
    holidays: listOf(z.iso.date(), 0, 400),
    latePapers: z.boolean(),
  }),
  organisations: listOf(OrganisationEntry, 1, 5000),
  policies: listOf(PolicyEntry, 1, 200),
});

export type County = z.output<typeof County>;
export type OrganisationEntry = z.output<typeof OrganisationEntry>;

/** A rule as the domain reads it: seconds become ms, sources become one line. */
export const policyRule = (entry: z.output<typeof PolicyEntry>): PolicyRule => {
  const ms = (clock: (typeof clocks)[number]): number => entry.targets[clock].seconds * 1000;
  return {
    version: entry.version,
    kind: entry.kind,
    urgency: entry.urgency,
    hours: entry.hours,
    from: entry.from,
    until: entry.until,
    targets: {
      dispatch: ms('dispatch'),
      delivery: ms('delivery'),
      acknowledge: ms('acknowledge'),
      dispose: ms('dispose'),
      report: ms('report'),
      correct: ms('correct'),
      confirm: ms('confirm'),
      ruling: ms('ruling'),
      paper: ms('paper'),
      phone: ms('phone'),
      withdraw: ms('withdraw'),
      release: ms('release'),
    },
    ladder: entry.ladder.steps.map(({ afterSeconds, rungs: on, channel }) => ({
      afterMs: afterSeconds * 1000,
      rungs: on,
      ...(channel ? { channel } : {}),
    })),
    holdMs: entry.hold.seconds * 1000,
    source: [...new Set([...clocks.map(c => entry.targets[c].source), entry.hold.source, entry.ladder.source])].join(
      '; ',
    ),
  };
};
