import type { Deadline } from '../contract/messages.ts';
import { platform } from '../domain/events.ts';
import { Fault } from '../domain/fault.ts';
import { type ActDeps, actOn } from './act-on.ts';
import { servedNext } from './send-hints.ts';

export type Rang =
  | { readonly how: 'rang'; readonly latenessMs: number }
  | { readonly how: 'moot' | 'early' | 'passed on' };

const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/**
 * What happens when a deadline's message arrives; the record decides. One of an old round is moot, or passed on to what is due
 * soon; an early one is set again (less than a second early, it waits the rest).
 * @throws Fault missing
 */
export const runDeadline = async (deps: ActDeps, deadline: Deadline): Promise<Rang> => {
  const { id, part, round } = deadline;
  const stored = await deps.ledger.load(id);
  if (!stored) throw new Fault('missing', 'instruction', { id });
  const item = part === 'HOLD' ? stored.hold : stored.progress;
  if (!item || item.dueAt === null) return { how: 'moot' };
  if (item.round !== round) {
    const following = part === 'STATE' ? servedNext(stored, deadline, deps.clock()) : undefined;
    if (following) await deps.hints.deadline(following);
    return { how: following ? 'passed on' : 'moot' };
  }
  const { dueAt } = item;
  const early = dueAt - deps.clock();
  if (early >= 1_000) {
    await deps.hints.deadline({ id, part, round, dueAt });
    return { how: 'early' };
  }
  // A timer may ring a moment early by the clock that decides.
  for (let left = early; left > 0; left = dueAt - deps.clock()) await wait(left);
  const act = part === 'HOLD' ? ({ do: 'expire-hold', dueAt } as const) : ({ do: 'pass-time' } as const);
  const at = deps.clock();
  const { how } = await actOn(deps, { id, by: platform, act, ...(early > 0 ? {} : { known: stored }) });
  return how === 'done' ? { how: 'rang', latenessMs: at - dueAt } : { how: 'moot' };
};
