import type { Ledger } from '../contract/ledger.ts';
import type { EventNotice } from '../contract/messages.ts';
import { audiences, pages } from '../domain/audience.ts';
import { type Interval, measure } from '../domain/clocks.ts';
import type { EventType } from '../domain/events.ts';
import type { FactName } from '../domain/instruction.ts';

export interface Announced {
  readonly notice: EventNotice;
  readonly pages: boolean;
}

export interface RelayDeps {
  readonly ledger: Pick<Ledger, 'loadEvents'>;
  /** Publishes; gives the positions of those refused. */
  readonly publish: (announcements: readonly Announced[]) => Promise<number[]>;
  /** One clock's interval in ms, as it became known. */
  readonly clocked: (interval: Interval, ms: number) => void;
}

type Found = Awaited<ReturnType<Ledger['loadEvents']>>[number];

export interface EventRef {
  readonly id: string;
  readonly n: number;
}

const endings: Partial<Record<EventType, { readonly interval: Interval; readonly fact: FactName }>> = {
  dispatched: { interval: 'issueToDispatched', fact: 'dispatched' },
  delivered: { interval: 'dispatchedToDelivered', fact: 'delivered' },
  acknowledged: { interval: 'deliveredToAcknowledged', fact: 'acknowledged' },
  disposed: { interval: 'acknowledgedToExecuted', fact: 'executed' },
  reported: { interval: 'executedToReported', fact: 'reported' },
};

const announcement = ({ stored, event }: Found): Announced => {
  const { id, bank, unit } = stored.order;
  const wakes = pages(event) && audiences(stored, event).length > 0;
  return { notice: { id, n: event.n, type: event.type, bank, unit }, pages: wakes };
};

/** The interval that ended with this event; a fact is set once, and what repeats it ends nothing. */
const ended = ({ stored: { order, progress }, event }: Found): { interval: Interval; ms: number } | undefined => {
  const ending = endings[event.type];
  const fact = ending && progress.facts[ending.fact];
  const ms = ending && measure(order, progress)[ending.interval];
  return ending && ms !== undefined && (fact?.entered ?? fact?.at) === event.at
    ? { interval: ending.interval, ms }
    : undefined;
};

/** Publishes events from their public parts, in order. Gives the positions of those to be tried again. */
export const relay = async ({ ledger, publish, clocked }: RelayDeps, refs: readonly EventRef[]): Promise<number[]> => {
  const found = await ledger.loadEvents(refs);
  const refused = await publish(found.map(announcement));
  for (const each of found.slice(0, Math.min(found.length, ...refused))) {
    const clock = ended(each);
    if (clock) clocked(clock.interval, clock.ms);
  }
  return refused.flatMap(at => {
    const { stored, event } = found[at] ?? {};
    return refs.findIndex(({ id, n }) => id === stored?.order.id && n === event?.n);
  });
};
