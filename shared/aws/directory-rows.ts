import * as z from 'zod';
import { PersonEntry, PolicyEntry, SystemEntry } from '../contract/county.ts';

/** Rows of the directory table; unknown attributes of a newer version are kept out of the way. */
export const PersonRow = PersonEntry.loose();
export type PersonRow = z.output<typeof PersonRow>;
export const SystemRow = SystemEntry.loose();

/** What a token's subject is in the county. */
export const SubjectRow = z.looseObject({ org: z.string(), person: z.string(), system: z.string().optional() });

export const CountyRow = z.looseObject({
  code: z.string(),
  name: z.object({ zh: z.string(), en: z.string() }),
  zone: z.string(),
  holidays: z.array(z.string()),
  latePapers: z.boolean(),
  policies: z.array(PolicyEntry),
});

export const rows = {
  org: (code: string) => ({ pk: `ORG#${code}`, sk: 'ORG' }),
  person: (code: string, id: string) => ({ pk: `ORG#${code}`, sk: `PERSON#${id}` }),
  system: (code: string, id: string) => ({ pk: `ORG#${code}`, sk: `SYSTEM#${id}` }),
  subject: (sub: string) => ({ pk: `SUB#${sub}`, sk: 'SUB' }),
  county: () => ({ pk: 'COUNTY', sk: 'COUNTY' }),
  listed: (code: string) => ({ pk: 'ORGS', sk: code }),
} as const;
