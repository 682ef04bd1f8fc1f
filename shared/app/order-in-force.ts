import * as z from 'zod';
import { Transfer } from '../contract/issue-request.ts';
import type { SealedEvent } from '../contract/ledger.ts';

const StoredTransfer = Transfer.extend({ at: z.number() });
const WithTransfers = z.looseObject({ transfers: z.array(StoredTransfer).optional() });

const transfersOf = ({ secret }: SealedEvent): Transfer[] | undefined =>
  secret ? WithTransfers.parse(secret).transfers : undefined;

/** The victim's transfers as they stand: the body's, replaced by a correction's, with those added since. */
export const transfersInForce = (events: readonly SealedEvent[]): Transfer[] =>
  events.reduce<Transfer[]>((known, each) => {
    const transfers = transfersOf(each);
    if (!transfers) return known;
    if (each.event.type === 'transfer-added') return known.concat(transfers);
    return each.event.type === 'issued' || each.event.type === 'resent' ? transfers : known;
  }, []);
