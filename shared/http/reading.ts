import type { Ledger } from '../contract/ledger.ts';
import { Fault } from '../domain/fault.ts';
import { maySee } from '../domain/rights.ts';
import { actorOf, idParam } from './acting.ts';
import type { EdgeContext } from './edge.ts';
import { detail } from './views.ts';

/** The instruction with its timeline, as its reader may see it; anything else is 404. */
export const readInstruction =
  ({ ledger, clock }: { readonly ledger: Ledger; readonly clock: () => number }) =>
  async (c: EdgeContext): Promise<Response> => {
    const id = idParam(c);
    const found = await ledger.history(id);
    const viewer = actorOf(c.get('principal'));
    if (!found || !maySee(found.stored.order, viewer)) throw new Fault('missing', 'instruction', { id });
    const tag = `"${found.stored.progress.version}"`;
    c.header('ETag', tag);
    return c.req.header('if-none-match') === tag ? c.body(null, 304) : c.json(detail(found, viewer, clock()));
  };
