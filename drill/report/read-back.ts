import type { Caller } from '../http/caller.ts';
import { Detail } from '../http/views.ts';
import type { Entry } from '../parties/journal.ts';

/** The ledger as police read it when everything is over. */
export interface Ledger {
  readonly details: ReadonlyMap<string, Detail>;
  /** Instructions that were issued and that it does not know. */
  readonly missing: ReadonlySet<string>;
}

const lanes = 4;

/** Reads every instruction of a run; what cannot be read in the end is in neither list. */
export const readBack = async (call: Caller['call'], entries: readonly Entry[]): Promise<Ledger> => {
  const details = new Map<string, Detail>();
  const missing = new Set<string>();
  const queue = entries.values();
  const lane = async (): Promise<void> => {
    for (const { id, plan } of queue) {
      const [player] = plan.unit.dispatchers;
      if (id === undefined || !player) continue;
      const { status, body } = await call(player, 'GET', `/police/instructions/${id}`);
      if (status === 200) details.set(id, Detail.parse(body));
      else if (status === 404) missing.add(id);
    }
  };
  await Promise.allSettled(Array.from({ length: lanes }, lane));
  return { details, missing };
};
