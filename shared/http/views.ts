import type { SealedEvent, Stored } from '../contract/ledger.ts';
import { charges } from '../domain/charging.ts';
import type { Actor, Happened } from '../domain/events.ts';
import type { Hold } from '../domain/hold.ts';
import { factNames, stateNames } from '../domain/instruction.ts';
import { kinds } from '../domain/kinds.ts';

/** An instant at the edge. */
export const iso = (at: number): string => new Date(at).toISOString();

const isoOrNull = (at: number | null | undefined): string | null => (at === null || at === undefined ? null : iso(at));

const clocksOf = ({ order, progress }: Stored) => ({
  reportedAt: iso(order.reportedAt),
  issuedAt: iso(order.issuedAt),
  ...Object.fromEntries(
    factNames.flatMap(name => {
      const fact = progress.facts[name];
      if (!fact) return [];
      return [
        [
          name,
          {
            at: iso(fact.at),
            ...(fact.entered === undefined ? {} : { entered: iso(fact.entered) }),
            ...(fact.inferred ? { inferred: true } : {}),
          },
        ],
      ];
    }),
  ),
});

/** What every party that may see an instruction sees of it: numbers, states and times, no identities and no money. */
export const summary = (stored: Stored) => {
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
    marks: progress.marks,
    missing: progress.missing ?? null,
    outcome: progress.outcome ?? null,
    flags: progress.flags,
    contested: progress.contestedAt !== undefined,
    withdrawalAsked: progress.withdrawalAskedAt !== undefined,
    dueAt: isoOrNull(progress.dueAt),
    clocks: clocksOf(stored),
  };
};

const holdView = (hold: Hold) => ({
  mode: hold.mode,
  state: hold.state,
  applied: hold.applied,
  caughtAtStart: hold.caughtAtStart,
  caughtNow: hold.caughtNow,
  startedAt: iso(hold.startedAt),
  expiresAt: iso(hold.expiresAt),
  releasedAt: isoOrNull(hold.releasedAt),
});

const money = new Set(['amount', 'total', 'applied', 'caught']);

const withoutMoney = (data: Happened['data']): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).filter(([name]) => !money.has(name)));

/** The order as the police and its bank see it: what was signed, with its signature, and what amends it, in number order. */
const signedParts = ({ order, jws }: Stored, events: readonly SealedEvent[]) => {
  const [first] = events;
  const amendments = events.filter(({ event }) => event.type === 'resent' || event.type === 'transfer-added');
  return {
    signed: { order, details: first?.secret ?? null, jws },
    amendments: amendments.map(({ event, secret }) => {
      const { jws: signature = null, ...details } = secret ?? {};
      return {
        payload: {
          id: order.id,
          number: event.n,
          type: event.type,
          at: event.at,
          data: event.data,
          details: secret ? details : null,
        },
        jws: signature,
      };
    }),
  };
};

const timeline = (events: readonly SealedEvent[], open: boolean) =>
  events.map(({ event, secret, hash }) => ({
    number: event.n,
    type: event.type,
    at: iso(event.at),
    by: event.by,
    byPhone: event.phone ?? false,
    data: open ? event.data : withoutMoney(event.data),
    details: open && event.n > 1 ? (secret ?? null) : null,
    hash,
  }));

/** The whole instruction with its timeline; for the liaison point without names, accounts and amounts. */
export const detail = (
  { stored, events }: { stored: Stored; events: readonly SealedEvent[] },
  viewer: Actor,
  now: number,
) => {
  const open = viewer.party !== 'liaison';
  return {
    ...summary(stored),
    timeline: timeline(events, open),
    charges: charges(
      stored.order,
      events.map(({ event }) => event),
      now,
    ).map(c => ({ ...c, from: iso(c.from), to: iso(c.to) })),
    ...(open
      ? {
          amount: stored.progress.amount,
          hold: stored.hold ? holdView(stored.hold) : null,
          ...signedParts(stored, events),
        }
      : {}),
  };
};

/** An answer to a command with its instants at the edge. */
export const answered = ({ at, dueAt, ...rest }: Record<string, unknown>) => ({
  ...rest,
  at: typeof at === 'number' ? iso(at) : null,
  dueAt: typeof dueAt === 'number' ? iso(dueAt) : null,
});
