import type { Principal } from '../contract/directory.ts';
import type { Ledger, Stored } from '../contract/ledger.ts';
import type { IdPage } from '../contract/work.ts';
import { isOpen } from '../domain/instruction.ts';
import { maySee } from '../domain/rights.ts';
import type { Reply } from './mount.ts';
import { summary } from './summary-view.ts';

export interface Wanted {
  readonly by: Principal;
  readonly openOnly: boolean;
  readonly bank?: string | undefined;
  /** A list of one case, which is all of one unit: who may not see a part may not learn from its cursor that there is more. */
  readonly ofCase?: boolean;
}

interface Loaded {
  readonly stored: readonly Stored[];
  readonly next?: string | undefined;
}

/** The instructions of a page of ids, read consistently: an index may lag behind, and knows nothing of rights. */
export const loadPage = async (
  ledger: Pick<Ledger, 'loadMany'>,
  { ids, next }: IdPage,
  { by, openOnly, bank, ofCase = false }: Wanted,
): Promise<Loaded> => {
  const found = await ledger.loadMany(ids);
  const seen = found.filter(({ order }) => maySee(order, by));
  const stored = seen.filter(
    ({ order, progress }) => (!openOnly || isOpen(progress.state)) && (bank === undefined || order.bank === bank),
  );
  return { stored, next: ofCase && seen.length < found.length ? undefined : next };
};

export const listReply = ({ stored, next }: Loaded): Reply<'list'> => ({
  body: { instructions: stored.map(summary), next: next ?? null },
});
