import type { Contact } from '../domain/duty.ts';
import type { Stored } from './ledger.ts';
import type { Page } from './messages.ts';

/** `claimed`: ours to send until the lease ends; `sent` and `moot` are final; `held`: another has a live lease. */
export type Claim = 'claimed' | 'sent' | 'moot' | 'held';

/** Page attempts: items of their own, outside version and chain. */
export interface Pages {
  /** Takes the page for `leaseMs`, unless it is final or held. */
  claim(page: Page, channel: string, now: number): Promise<Claim>;
  /** Gives how often the page was taken, 0 where it needed no settling. */
  settle(
    page: Page,
    channel: string,
    how: { readonly state: 'sent' | 'moot' | 'failed'; readonly at: number; readonly reference?: string },
  ): Promise<number>;
}

/** Who of an organisation polled a console, and when (epoch ms). */
export interface Presence {
  seen(org: string): Promise<ReadonlyMap<string, number>>;
  mark(org: string, person: string, at: number): Promise<void>;
}

/** The receiver that an organisation runs itself refused the page or was not reached: its fault, not a provider's or ours. */
export const receiverDown = 'receiver-down';

/** A way to reach a person. Gives the provider's reference. @throws Fault transient (try again), with the code `receiverDown` where it is that */
export interface Channel {
  readonly name: string;
  /** Whether the provider's acceptance counts as delivery (t3); a console delivers when its reader looks. */
  readonly delivers: boolean;
  send(page: Page, contact: Contact, about: Stored): Promise<string>;
}

/** The channels' queues. */
export interface PageQueues {
  send(channel: string, pages: readonly Page[]): Promise<void>;
  readonly channels: readonly string[];
}
