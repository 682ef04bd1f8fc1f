import type { InstructionNotice, Intake } from '../contract/messages.ts';
import { platform } from '../domain/events.ts';
import { Fault } from '../domain/fault.ts';
import { type ActDeps, actOn } from './act-on.ts';

export interface DispatchDeps extends ActDeps {
  /** Publishes on the instructions topic; gives the message id. */
  readonly publish: (notice: InstructionNotice) => Promise<string>;
}

/**
 * Publishes an instruction and records that it went out. Publishing comes first: a redelivery after a crash publishes again, and may page twice but never zero times.
 * @throws Fault missing
 */
export const dispatch = async (
  deps: DispatchDeps,
  { id, attempt }: Intake,
): Promise<'dispatched' | 'repeat' | 'moot'> => {
  const stored = await deps.ledger.load(id);
  if (!stored) throw new Fault('missing', 'instruction', { id });
  const { order, progress } = stored;
  if (progress.attempt !== attempt || progress.state === 'withdrawn') return 'moot';
  if (progress.facts.dispatched && !progress.facts.dispatched.inferred) return 'repeat';
  const { bank, kind, urgency, route, policy } = order;
  const dueAt = progress.attemptAt + policy.targets.acknowledge;
  const messageId = await deps.publish({ id, attempt, cause: progress.cause, bank, kind, urgency, route, dueAt });
  await actOn(deps, { id, by: platform, act: { do: 'dispatch', messageId, attempt }, known: stored });
  return 'dispatched';
};
