import * as z from 'zod';
import type { SealedEvent, Secret } from '../contract/ledger.ts';

/** As stored; how strictly requests are checked may change, and what was taken stays readable. */
const Transfer = z.looseObject({
  amount: z.number(),
  at: z.number(),
  serial: z.string().optional(),
  from: z.looseObject({ account: z.string(), holder: z.string().optional(), bank: z.string().optional() }).optional(),
});
const Officer = z.looseObject({
  name: z.string(),
  idType: z.string(),
  idNumber: z.string(),
  phone: z.string().optional(),
});
const Target = z.looseObject({
  type: z.string(),
  number: z.string().optional(),
  serial: z.string().optional(),
  holder: z.string().optional(),
});
const Details = z.looseObject({
  victim: z.looseObject({ name: z.string() }),
  target: Target,
  transfers: z.array(Transfer),
  officers: z.looseObject({ handling: Officer, assisting: Officer }),
  reason: z.string(),
  remark: z.string().optional(),
});
const Amendment = Details.partial().extend({ holder: z.string().optional() });

/** The private part of an order as it stands. */
export type DetailsInForce = z.output<typeof Details>;
export type StoredTransfer = z.output<typeof Transfer>;

/** A correction replaces what it names; the signature covers each part by itself and is none of the order. */
const corrected = (standing: DetailsInForce, secret: Secret): DetailsInForce => {
  const { holder, jws: _jws, ...changes } = Amendment.parse(secret);
  const target = holder === undefined ? standing.target : { ...standing.target, holder };
  return Details.parse({ ...standing, ...changes, target });
};

/** The order's private part with its amendments, in number order; undefined once it was erased. */
export const detailsInForce = (events: readonly SealedEvent[]): DetailsInForce | undefined => {
  const [issued, ...later] = events;
  if (!issued?.secret) return undefined;
  let standing = Details.parse(issued.secret);
  for (const { event, secret } of later) {
    if (secret && event.type === 'resent') standing = corrected(standing, secret);
    if (secret && event.type === 'transfer-added')
      standing = { ...standing, transfers: standing.transfers.concat(Amendment.parse(secret).transfers ?? []) };
  }
  return standing;
};

/** The same payment: the same serial, or the same time and amount where one has none. */
export const samePayment = (
  a: Pick<StoredTransfer, 'at' | 'amount' | 'serial'>,
  b: Pick<StoredTransfer, 'at' | 'amount' | 'serial'>,
): boolean => (a.serial && b.serial ? a.serial === b.serial : a.at === b.at && a.amount === b.amount);
