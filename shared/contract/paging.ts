import type { Contact } from '../domain/duty.ts';
import type { Stored } from './ledger.ts';
import type { Page } from './messages.ts';

/** `claimed`: ours to send until the lease ends; `sent` and `moot` are final; `held`: another has a live lease. */
export type Claim = 'claimed' | 'sent' | 'moot' | 'held';

/** Page attempts: items of their own, outside version and chain. */
export interface Pages {
  /** Takes the page for `leaseMs`, unless it is final or held. */
  claim(page: Page, channel: string, now: number): Promise<Claim>;
  settle(
    page: Page,
    channel: string,
    how: { readonly state: 'sent' | 'moot' | 'failed'; readonly at: number; readonly reference?: string },
  ): Promise<void>;
}

/** Who of an organisation polled a console, and when (epoch ms). */
export interface Presence {
  seen(org: string): Promise<ReadonlyMap<string, number>>;
  mark(org: string, person: string, at: number): Promise<void>;
}

/** A way to reach a person. Gives the provider's reference. @throws Fault transient (try again) */
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
