import type { Directory } from '../contract/directory.ts';
import type { Page } from '../contract/messages.ts';
import { type Channel, type Pages, receiverDown } from '../contract/paging.ts';
import { wanted } from '../domain/audience.ts';
import { platform } from '../domain/events.ts';
import { Fault, isFault } from '../domain/fault.ts';
import type { Order } from '../domain/instruction.ts';
import { type ActDeps, actOn } from './act-on.ts';

export interface SendPageDeps extends ActDeps {
  readonly directory: Directory;
  readonly pages: Pages;
  readonly channel: Channel;
}

const contactOf = async ({ directory, channel }: SendPageDeps, { org, person }: Page) => {
  const organisation = await directory.organisation(org);
  const contacts = organisation?.people.find(({ id }) => id === person)?.contacts ?? [];
  return contacts.find(contact => contact.channel === channel.name && contact.verified);
};

/** That the channel's provider took the page; said again by a redelivery, since the first may have died before it. */
const recordDelivery = async (deps: SendPageDeps, { id, org, attempt, step }: Page, order: Order): Promise<void> => {
  const { name: channel, delivers } = deps.channel;
  const bank = org === order.bank;
  if (!delivers || (!bank && step === undefined)) return;
  const party = org === order.unit ? 'police' : 'liaison';
  const about = { ...(step === undefined ? {} : { step }), ...(bank ? {} : ({ party } as const)) };
  await actOn(deps, { id, by: platform, act: { do: 'deliver', by: 'page', channel, attempt, ...about } });
};

/** Once may be chance; from this try on the receiver counts as down. */
const downAfter = 2;
/** With this one the page is over: one less than the queue allows, whose dead letters are for faults of ours. */
const overAfter = 4;

/** A page that was not taken. @throws the error, where another try may help */
const failed = async (deps: SendPageDeps, page: Page, order: Order, error: unknown): Promise<'failed'> => {
  const { pages, channel, clock } = deps;
  const tries = await pages.settle(page, channel.name, { state: 'failed', at: clock() });
  if (!isFault(error, 'transient') || error.code !== receiverDown) throw error;
  const { id, org, attempt } = page;
  if (tries >= downAfter && org === order.bank)
    await actOn(deps, { id, by: platform, act: { do: 'miss', channel: channel.name, attempt } });
  if (tries >= overAfter) return 'failed';
  throw error;
};

/**
 * Sends one page through this worker's channel, once in effect: only an outcome consumes the message. *failed* is a receiver
 * that did not take it time after time; where it is the bank's, that stands on record as its endpoint being down.
 * @throws Fault missing; transient (a live lease, or the page was not taken)
 */
export const sendPage = async (deps: SendPageDeps, page: Page): Promise<'sent' | 'moot' | 'failed'> => {
  const { pages, channel, clock } = deps;
  const stored = await deps.ledger.load(page.id);
  if (!stored) throw new Fault('missing', 'instruction', { id: page.id });
  const contact = await contactOf(deps, page);
  if (!contact || !wanted(stored, page.wants, page.attempt)) {
    await pages.settle(page, channel.name, { state: 'moot', at: clock() });
    return 'moot';
  }
  const claim = await pages.claim(page, channel.name, clock());
  if (claim === 'held') throw new Fault('transient', 'page-held', { id: page.id });
  if (claim === 'moot') return 'moot';
  if (claim === 'sent') {
    await recordDelivery(deps, page, stored.order);
    return 'sent';
  }
  let reference: string;
  try {
    reference = await channel.send(page, contact, stored);
  } catch (error) {
    return failed(deps, page, stored.order, error);
  }
  await Promise.all([
    pages.settle(page, channel.name, { state: 'sent', at: clock(), reference }),
    recordDelivery(deps, page, stored.order),
  ]);
  return 'sent';
};
