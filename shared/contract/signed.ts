import type { Happened } from '../domain/events.ts';
import type { Order } from '../domain/instruction.ts';

/** Signs with the system's key; gives a detached JWS over canonical JSON. */
export interface Signer {
  sign(payload: unknown, typ: string): Promise<string>;
}

/** What the signature of an instruction covers: its public part and its private details. */
export const orderPayload = (order: Order, details: Readonly<Record<string, unknown>>) => ({ order, details });

/** What the signature of a correction or an added transfer covers. */
export const amendmentPayload = (
  order: Order,
  { n, type, at, data }: Happened,
  details: Readonly<Record<string, unknown>>,
) => ({
  id: order.id,
  number: n,
  type,
  at,
  data,
  details,
});
