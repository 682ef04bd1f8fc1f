import { readFileSync } from 'node:fs';
import * as z from 'zod';

const Organisation = z.looseObject({
  /** It becomes part of names that CloudFormation wants without signs. */
  code: z.string().regex(/^[A-Za-z0-9]+$/),
  kind: z.string(),
  route: z.string().optional(),
  principal: z.string().optional(),
});

/** Loose: the whole file is checked when it is loaded into the directory. */
const County = z.looseObject({
  county: z.looseObject({ zone: z.string() }),
  organisations: z.array(Organisation),
});

/** A bank that reads a queue of its own; `principal` is the account or role that may read it. */
export interface DirectBank {
  readonly code: string;
  readonly principal?: string | undefined;
}

export interface CountyPlan {
  /** IANA zone in which the county's days begin. */
  readonly zone: string;
  readonly directBanks: readonly DirectBank[];
}

/**
 * What the deployment needs of a county file: its zone, and the banks whose own system reads a queue.
 * @throws ZodError naming the field that is wrong
 */
export function readCounty(file: string): CountyPlan {
  const { county, organisations } = County.parse(JSON.parse(readFileSync(file, 'utf8')));
  const direct = organisations.filter(({ kind, route }) => kind === 'bank' && route === 'direct');
  return { zone: county.zone, directBanks: direct.map(({ code, principal }) => ({ code, principal })) };
}
