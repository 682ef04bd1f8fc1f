import { detailsInForce } from '../app/order-in-force.ts';
import type { Directory } from '../contract/directory.ts';
import { Fault } from '../domain/fault.ts';
import type { Read, Reply } from './mount.ts';
import { platformSheet } from './platform-sheet.ts';
import { historyFor, type ReadDeps } from './reading.ts';

/** What an officer types into the national platform. Personal throughout, so the liaison point has none. */
export const readSheet =
  (deps: ReadDeps & { readonly directory: Directory }) =>
  async ({ id, by }: Read<unknown>): Promise<Reply<'sheet'>> => {
    const { stored, events } = await historyFor(deps, id, by);
    if (by.party === 'liaison') throw new Fault('forbidden', 'not-yours-to-do', { id });
    const details = detailsInForce(events);
    if (!details) throw new Fault('missing', 'details-erased', { id });
    const [organisations, county] = await Promise.all([deps.directory.organisations(), deps.directory.county()]);
    const recorded = events.findLast(({ event }) => event.type === 'platform-recorded')?.event;
    return {
      body: platformSheet({
        order: stored.order,
        details,
        bank: organisations.find(({ code }) => code === stored.order.bank),
        unit: organisations.find(({ code }) => code === stored.order.unit),
        zone: county.calendar.zone,
        applicationId: recorded?.type === 'platform-recorded' ? recorded.data.applicationId : null,
      }),
    };
  };
