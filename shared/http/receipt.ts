import type { SealedEvent } from '../contract/ledger.ts';
import type { Signer } from '../contract/signed.ts';
import type { EventType } from '../domain/events.ts';
import type { Read, Reply } from './mount.ts';
import { historyFor, type ReadDeps } from './reading.ts';

const deeds: ReadonlySet<EventType> = new Set([
  'acknowledged',
  'taken-over',
  'marked',
  'returned',
  'disposed',
  'reported',
  'withdrawal-answered',
  'released',
] as const);

const deed = ({ event, hash }: SealedEvent) => ({
  number: event.n,
  type: event.type,
  at: event.at,
  by: event.by,
  data: { ...event.data },
  hash,
});

/** What a bank did on an instruction, signed when fetched: its proof that it acted, and when. */
export const readReceipt =
  (deps: ReadDeps & { readonly signer: Signer }) =>
  async ({ id, by }: Read<unknown>): Promise<Reply<'receipt'>> => {
    const { stored, events } = await historyFor(deps, id, by);
    const { order, head } = stored;
    const payload = {
      id,
      bank: order.bank,
      kind: order.kind,
      issuedAt: order.issuedAt,
      deeds: events.filter(({ event }) => deeds.has(event.type)).map(deed),
      head,
      fetchedAt: deps.clock(),
    };
    return { body: { payload, jws: await deps.signer.sign(payload, 'receipt') } };
  };
