import type { Ledger, SealedEvent } from '../contract/ledger.ts';
import type { Signer } from '../contract/signed.ts';
import { Fault } from '../domain/fault.ts';
import { maySee } from '../domain/rights.ts';
import { actorOf, idParam } from './acting.ts';
import type { EdgeContext } from './edge.ts';

const deeds = new Set([
  'acknowledged',
  'taken-over',
  'marked',
  'returned',
  'disposed',
  'reported',
  'withdrawal-answered',
  'released',
]);

const deed = ({ event, hash }: SealedEvent) => ({
  number: event.n,
  type: event.type,
  at: event.at,
  by: event.by,
  data: event.data,
  hash,
});

/** What a bank did on an instruction, signed when fetched: its proof that it acted, and when. */
export const receiptRoute =
  ({ ledger, signer, clock }: { readonly ledger: Ledger; readonly signer: Signer; readonly clock: () => number }) =>
  async (c: EdgeContext): Promise<Response> => {
    const id = idParam(c);
    const found = await ledger.history(id);
    if (!found || !maySee(found.stored.order, actorOf(c.get('principal'))))
      throw new Fault('missing', 'instruction', { id });
    const { order, head } = found.stored;
    const payload = {
      id,
      bank: order.bank,
      kind: order.kind,
      issuedAt: order.issuedAt,
      deeds: found.events.filter(({ event }) => deeds.has(event.type)).map(deed),
      head,
      fetchedAt: clock(),
    };
    return c.json({ payload, jws: await signer.sign(payload, 'receipt') });
  };
