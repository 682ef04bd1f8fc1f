import type { Stored } from '../contract/ledger.ts';
import type { Act } from '../domain/act.ts';
import { type Actor, platform } from '../domain/events.ts';
import { ladderRuns } from '../domain/ladder.ts';
import type { Rung } from '../domain/policy.ts';
import { type ActDeps, actOn } from './act-on.ts';

const rungsOf: Readonly<Partial<Record<Actor['party'], readonly Rung[]>>> = {
  bank: ['A', 'B', 'head'],
  liaison: ['liaison'],
  police: ['police-desk'],
};

/** Whether the step of the ladder that last paged waits for a page of it to arrive at this party. */
const stepAwaits = ({ order, progress }: Stored, party: Actor['party']): boolean => {
  const { index, accepted } = progress.step;
  const rungs = order.policy.ladder[Math.max(index, 0)]?.rungs ?? [];
  return ladderRuns(order, progress) && !accepted && rungs.some(rung => rungsOf[party]?.includes(rung));
};

const deliveryTo = (reader: Actor, stored: Stored): Act | undefined => {
  const { order, progress } = stored;
  const { attempt, step } = progress;
  const awaits = stepAwaits(stored, reader.party);
  if (reader.party === 'bank') {
    const first = progress.state === 'issued' && !progress.facts.delivered;
    return reader.org === order.bank && (first || awaits)
      ? { do: 'deliver', by: reader.system ? 'direct' : 'inbox', attempt }
      : undefined;
  }
  const own = reader.party === 'liaison' || (reader.party === 'police' && reader.org === order.unit);
  return own && awaits && step.index >= 0 && (reader.party === 'liaison' || reader.party === 'police')
    ? { do: 'deliver', by: 'inbox', party: reader.party, step: step.index, attempt }
    : undefined;
};

/**
 * Records that a console showed its reader these instructions: the bank's first reading delivers (t3), and a step of the ladder has
 * arrived once one of those it paged reads. The reader gets his page even where that cannot be recorded now: the next reading records it.
 */
export const recordReading = async (deps: ActDeps, reader: Actor, read: readonly Stored[]): Promise<void> => {
  const deliveries = read.flatMap(known => {
    const act = deliveryTo(reader, known);
    return act ? [{ known, act }] : [];
  });
  await Promise.allSettled(
    deliveries.map(({ known, act }) => actOn(deps, { id: known.order.id, by: platform, act, known })),
  );
};
