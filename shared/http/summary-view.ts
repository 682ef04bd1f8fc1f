import type * as z from 'zod';
import type { Stored } from '../contract/ledger.ts';
import type { Summary } from '../contract/responses/summary.ts';
import { factNames, stateNames } from '../domain/instruction.ts';
import { kinds } from '../domain/kinds.ts';
import { iso, isoOrNull } from './words.ts';

const clocksOf = ({ order, progress }: Stored): z.input<typeof Summary>['clocks'] => ({
  reportedAt: iso(order.reportedAt),
  issuedAt: iso(order.issuedAt),
  ...Object.fromEntries(
    factNames.flatMap(name => {
      const fact = progress.facts[name];
      if (!fact) return [];
      const entered = fact.entered === undefined ? {} : { entered: iso(fact.entered) };
      return [[name, { at: iso(fact.at), ...entered, ...(fact.inferred ? { inferred: true } : {}) }]];
    }),
  ),
});

/** What every party that may see an instruction sees of it: numbers, states and times, no identities and no money. */
export const summary = (stored: Stored): z.input<typeof Summary> => {
  const { order, progress } = stored;
  return {
    id: order.id,
    kind: order.kind,
    kindCode: kinds[order.kind].code,
    incidentNumber: order.caseId,
    unit: order.unit,
    bank: order.bank,
    route: order.route,
    urgency: order.urgency,
    papersFollow: progress.paperDueAt !== undefined,
    state: progress.state,
    stateName: stateNames[progress.state],
    number: progress.version,
    attempt: progress.attempt,
    signer: progress.signer ?? null,
    marks: [...progress.marks],
    missing: progress.missing ?? null,
    outcome: progress.outcome ?? null,
    flags: [...progress.flags],
    contested: progress.contestedAt !== undefined,
    withdrawalAsked: progress.withdrawalAskedAt !== undefined,
    dueAt: isoOrNull(progress.dueAt),
    clocks: clocksOf(stored),
  };
};

/** The answer to a command with its instants at the edge; alike to the letter, whether just made or from the record. */
export const answered = ({ id, state, number, attempt, at, dueAt }: Record<string, unknown>) => ({
  id,
  state,
  number,
  attempt,
  at: typeof at === 'number' ? iso(at) : null,
  dueAt: typeof dueAt === 'number' ? iso(dueAt) : null,
});
