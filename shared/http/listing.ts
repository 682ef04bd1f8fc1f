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
}

/** The instructions of a page of ids, read consistently: an index may lag behind, and knows nothing of rights. */
export const loadPage = async (ledger: Ledger, { ids }: IdPage, { by, openOnly }: Wanted): Promise<Stored[]> =>
  (await ledger.loadMany(ids)).filter(
    ({ order, progress }) => maySee(order, by) && (!openOnly || isOpen(progress.state)),
  );

export const listReply = (
  stored: readonly Stored[],
  { next = null }: { readonly next?: string | null },
): Reply<'list'> => ({
  body: { instructions: stored.map(summary), next },
});
