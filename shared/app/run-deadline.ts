import type { Deadline } from '../contract/messages.ts';
import { platform } from '../domain/events.ts';
import { Fault } from '../domain/fault.ts';
import { type ActDeps, actOn } from './act-on.ts';

export type Rang = { readonly how: 'rang'; readonly latenessMs: number } | { readonly how: 'moot' | 'early' };

const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/**
 * What happens when a deadline's message arrives; the record decides. An old round is moot, an early message is set again
 * (one less than a second early waits the rest).
 * @throws Fault missing
 */
export const runDeadline = async (deps: ActDeps, deadline: Deadline): Promise<Rang> => {
  const { id, part, round } = deadline;
  const stored = await deps.ledger.load(id);
  if (!stored) throw new Fault('missing', 'instruction', { id });
  const item = part === 'HOLD' ? stored.hold : stored.progress;
  if (!item || item.dueAt === null || item.round !== round) return { how: 'moot' };
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
