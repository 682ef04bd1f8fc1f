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

type Party = Actor['party'];

/** The last step so far that paged this party. */
const stepOf = ({ order, progress }: Stored, party: Party): number | undefined => {
  const soFar = order.policy.ladder.slice(0, Math.max(progress.step.index, 0) + 1);
  const index = soFar.findLastIndex(({ rungs }) => rungs.some(rung => rungsOf[party]?.includes(rung)));
  return index < 0 ? undefined : index;
};

const current = ({ progress }: Stored): number => Math.max(progress.step.index, 0);

/** Whether the step of the ladder that runs waits for a page of it to arrive at this party. */
const stepAwaits = (stored: Stored, party: Party): boolean =>
  ladderRuns(stored.order, stored.progress) &&
  !stored.progress.step.accepted &&
  stepOf(stored, party) === current(stored);

const deliveryToBank = (reader: Actor, stored: Stored): Act | undefined => {
  const { state, facts, attempt } = stored.progress;
  const first = state === 'issued' && !facts.delivered;
  if (reader.org !== stored.order.bank || !(first || stepAwaits(stored, 'bank'))) return undefined;
  const step = stepOf(stored, 'bank');
  // A step that is another party's has not arrived by the bank's reading.
  const ofEarlier = step === undefined || step === current(stored) ? {} : { step };
  return { do: 'deliver', by: reader.system ? 'direct' : 'inbox', attempt, ...ofEarlier };
};

const deliveryToDesk = (reader: Actor, party: 'police' | 'liaison', stored: Stored): Act | undefined => {
  const own = party === 'liaison' || reader.org === stored.order.unit;
  return own && stepAwaits(stored, party)
    ? { do: 'deliver', by: 'inbox', party, step: current(stored), attempt: stored.progress.attempt }
    : undefined;
};

const deliveryTo = (reader: Actor, stored: Stored): Act | undefined => {
  const { party } = reader;
  if (party === 'bank') return deliveryToBank(reader, stored);
  return party === 'police' || party === 'liaison' ? deliveryToDesk(reader, party, stored) : undefined;
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
