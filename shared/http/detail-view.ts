import { detailsInForce } from '../app/order-in-force.ts';
import type { SealedEvent, Stored } from '../contract/ledger.ts';
import { charges } from '../domain/charging.ts';
import type { Hold } from '../domain/hold.ts';
import { summary } from './summary-view.ts';
import { iso, isoOrNull, withInstants } from './words.ts';

export interface Whole {
  readonly stored: Stored;
  readonly events: readonly SealedEvent[];
}

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

/** What was signed, with its signature, and what amends it, in number order; as signed, so that anyone can verify it. */
const signedParts = ({ stored: { order, jws }, events: [first, ...later] }: Whole) => ({
  signed: { order, details: first?.secret ?? null, jws },
  amendments: later
    .filter(({ event }) => event.type === 'resent' || event.type === 'transfer-added')
    .map(({ event: { n, type, at, data }, secret }) => {
      const { jws: signature = null, ...details } = secret ?? {};
      return {
        payload: { id: order.id, number: n, type, at, data, details: secret ? details : null },
        jws: signature,
      };
    }),
});

const happening = ({ event, secret, hash }: SealedEvent) => ({
  type: event.type,
  number: event.n,
  at: iso(event.at),
  by: event.by,
  byPhone: event.phone ?? false,
  ...(event.entry === undefined ? {} : { entry: event.entry }),
  data: withInstants(event.data),
  details: event.n > 1 ? withInstants(secret ?? null) : null,
  hash,
});

const money = new Set(['amount', 'total', 'applied', 'caught']);

const bare = (event: SealedEvent) => {
  const { data, ...rest } = happening(event);
  const open = Object.entries(data ?? {}).filter(([name]) => !money.has(name));
  return { ...rest, data: Object.fromEntries(open), details: null };
};

const chargesOf = ({ stored, events }: Whole, now: number) =>
  charges(
    stored.order,
    events.map(({ event }) => event),
    now,
  ).map(({ party, from, to, attempt }) => ({ party, from: iso(from), to: iso(to), attempt }));

/** The whole instruction with its timeline. */
export const fullDetail = (whole: Whole, now: number) => ({
  ...summary(whole.stored),
  amount: whole.stored.progress.amount,
  hold: whole.stored.hold ? holdView(whole.stored.hold) : null,
  inForce: withInstants(detailsInForce(whole.events) ?? null),
  ...signedParts(whole),
  timeline: whole.events.map(happening),
  charges: chargesOf(whole, now),
});

/** The same for the liaison point: no names, accounts and amounts. */
export const bareDetail = (whole: Whole, now: number) => ({
  ...summary(whole.stored),
  timeline: whole.events.map(bare),
  charges: chargesOf(whole, now),
});
