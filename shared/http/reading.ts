import type { Principal } from '../contract/directory.ts';
import type { Ledger, Stored } from '../contract/ledger.ts';
import { Fault } from '../domain/fault.ts';
import { maySee } from '../domain/rights.ts';
import { bareDetail, fullDetail, type Whole } from './detail-view.ts';
import type { Read } from './mount.ts';

export interface ReadDeps {
  readonly ledger: Ledger;
  readonly clock: () => number;
}

/** What this caller may not see is not there. @throws Fault missing/instruction */
export const visible = (stored: Stored | undefined, by: Principal): Stored => {
  if (!stored || !maySee(stored.order, by)) throw new Fault('missing', 'instruction');
  return stored;
};

/** @throws Fault missing/instruction */
export const historyFor = async ({ ledger }: ReadDeps, id: string, by: Principal) => {
  const found = await ledger.history(id);
  return { stored: visible(found?.stored, by), events: found?.events ?? [] };
};

/** The instruction with its timeline; the liaison point sees less of it. */
const readAs =
  (view: (by: Principal) => (whole: Whole, now: number) => object) =>
  (deps: ReadDeps) =>
  async ({ id, by }: Read<unknown>) => {
    const found = await historyFor(deps, id, by);
    return { body: view(by)(found, deps.clock()), number: found.stored.progress.version };
  };

export const readInstruction = readAs(() => fullDetail);
export const readForPolice = readAs(({ party }) => (party === 'liaison' ? bareDetail : fullDetail));
