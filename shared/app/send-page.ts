import type { Directory } from '../contract/directory.ts';
import type { Page } from '../contract/messages.ts';
import type { Channel, Pages } from '../contract/paging.ts';
import { wanted } from '../domain/audience.ts';
import { platform } from '../domain/events.ts';
import { Fault } from '../domain/fault.ts';
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

/**
 * Sends one page through this worker's channel, once in effect: only *sent* or *moot* consumes the message.
 * @throws Fault missing; transient (a live lease, or the provider failed)
 */
export const sendPage = async (deps: SendPageDeps, page: Page): Promise<'sent' | 'moot'> => {
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
  if (claim !== 'claimed') return claim;
  const reference = await channel.send(page, contact, stored).catch(async (error: unknown) => {
    await pages.settle(page, channel.name, { state: 'failed', at: clock() });
    throw error;
  });
  await Promise.all([
    pages.settle(page, channel.name, { state: 'sent', at: clock(), reference }),
    channel.delivers && page.org === stored.order.bank
      ? actOn(deps, { id: page.id, by: platform, act: { do: 'deliver', by: 'page', channel: channel.name } })
      : undefined,
  ]);
  return 'sent';
};
