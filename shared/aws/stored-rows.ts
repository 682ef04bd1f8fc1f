import * as z from 'zod';
import type { SealedEvent, Stored } from '../contract/ledger.ts';
import { EventRow, HoldRow, OrderRow, ProgressRow, SealedRow } from '../contract/rows.ts';
import type { Happened } from '../domain/events.ts';
import type { Item } from './batch-get.ts';
import { secretsAmong } from './secret-rows.ts';

const Body = z.object({ jws: z.string(), accounts: z.array(z.string()) });
const State = z.object({ head: z.string() });

/** What an item has beside the thing it stores: its keys, its places in the indexes, and what has a field of its own. */
const storage = ['pk', 'sk', 'jws', 'accounts', 'head', 'dueBucket', 'openBank', 'openUnit', 'sealDay'];

const stored = (item: Item): Item =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !storage.includes(name)));

/** An instruction from the items of its collection; undefined where there is none. */
export const storedFrom = (items: readonly Item[]): Stored | undefined => {
  const of = (sk: string): Item | undefined => items.find(item => item.sk === sk);
  const body = of('BODY');
  const state = of('STATE');
  if (!body || !state) return undefined;
  const hold = of('HOLD');
  const { jws, accounts } = Body.parse(body);
  return {
    order: OrderRow.parse(stored(body)),
    progress: ProgressRow.parse(stored(state)),
    jws,
    accounts,
    head: State.parse(state).head,
    ...(hold ? { hold: HoldRow.parse(stored(hold)) } : {}),
  };
};

/** Reading several items is no snapshot: whether a commit fell between the reading of the state and that of its hold. */
export const isTorn = ({ progress, hold }: Stored): boolean =>
  progress.hold !== (hold && hold.state !== 'struck' ? hold.state : undefined);

export const eventFrom = ({ pk: _pk, sk: _sk, prev: _prev, hash: _hash, commitment: _c, ...event }: Item): Happened =>
  EventRow.parse(event);

const startsWith = (item: Item, prefix: string): boolean => String(item.sk).startsWith(prefix);

/** Every event with what seals it and the private part that still stands, in number order. */
export const sealedFrom = (items: readonly Item[]): SealedEvent[] => {
  const secrets = secretsAmong(items);
  return items
    .filter(item => startsWith(item, 'EVT#'))
    .map(item => {
      const { prev, hash, commitment, n } = SealedRow.parse(item);
      const secret = secrets.get(n);
      return {
        event: eventFrom(item),
        prev,
        hash,
        ...(commitment ? { commitment } : {}),
        ...(secret ? { secret: secret.value, salt: secret.salt } : {}),
      };
    });
};
