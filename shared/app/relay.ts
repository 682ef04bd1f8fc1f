import type { Ledger } from '../contract/ledger.ts';
import type { EventNotice } from '../contract/messages.ts';
import { audiences, pagingEvents } from '../domain/audience.ts';
import { type Interval, measure } from '../domain/clocks.ts';
import type { EventType } from '../domain/events.ts';

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

export interface EventRef {
  readonly id: string;
  readonly n: number;
}

const endings: Partial<Record<EventType, Interval>> = {
  dispatched: 'issueToDispatched',
  delivered: 'dispatchedToDelivered',
  acknowledged: 'deliveredToAcknowledged',
  disposed: 'acknowledgedToExecuted',
  reported: 'executedToReported',
};

/** Publishes events from their public parts. Gives the positions of those to be tried again. */
export const relay = async ({ ledger, publish, clocked }: RelayDeps, refs: readonly EventRef[]): Promise<number[]> => {
  const found = await ledger.loadEvents(refs);
  const announcements = found.map(({ stored, event }): Announced => {
    const { id, bank, unit } = stored.order;
    const pages = pagingEvents.has(event.type) && audiences(stored, event).length > 0;
    return { notice: { id, n: event.n, type: event.type, bank, unit }, pages };
  });
  const refused = await publish(announcements);
  for (const { stored, event } of found) {
    const interval = endings[event.type];
    const ms = interval && measure(stored.order, stored.progress)[interval];
    if (interval && ms !== undefined) clocked(interval, ms);
  }
  const positions = found.map(({ event, stored }) =>
    refs.findIndex(({ id, n }) => id === stored.order.id && n === event.n),
  );
  return refused.flatMap(at => positions[at] ?? []);
};
