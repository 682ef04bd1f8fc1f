import type { BreakReason } from '../contract/record.ts';

/** What can be wrong with a record; the first five are of one event in its chain. */
export type Reason =
  | BreakReason
  /** The line, or this event of it, is not of the form of an export. */
  | 'unreadable'
  /** The chain ends before an event that a daily head has sealed, or that the state counts. */
  | 'cut-off'
  /** The order is not the one whose hash is in the first event. */
  | 'order-altered'
  /** The state counts fewer events than there are. */
  | 'state'
  /** The order, the amendment or the head is not signed by a key of the set. */
  | 'signature'
  /** The event is not in the daily head that is said to hold it. */
  | 'seal'
  /** Two lines claim the same entry of a daily head. */
  | 'seal-repeated'
  /** No daily head of that day came before. */
  | 'head-missing'
  | 'head-hash'
  /** Not linked to the head before it, or not after it. */
  | 'head-link'
  /** A daily head holds entries that no sound line of the export proved to be its own. */
  | 'entries-missing';

export interface Finding {
  /** Line of the export, from 1. */
  readonly line: number;
  readonly instruction?: string;
  readonly event?: number;
  readonly day?: string;
  readonly reason: Reason;
  /** How many entries are missing. */
  readonly missing?: number;
}

export interface Tally {
  readonly events: number;
  /** Private parts that are there and fit, and those that are not there any more. */
  readonly opened: number;
  readonly erased: number;
  /** Signatures that hold, and those not proved: no key set given, or what they cover was erased. */
  readonly signatures: number;
  readonly unproved: number;
  /** Entries proved to be in their daily head, and events after the last sealed one. */
  readonly sealed: number;
  readonly unsealed: number;
}

export interface RecordReport extends Tally {
  readonly ok: boolean;
  readonly instructions: number;
  readonly heads: number;
  /** In the order of the lines. */
  readonly firstBroken?: Finding;
  /** The first hundred. */
  readonly findings: readonly Finding[];
  readonly broken: number;
}

export const nothing: Tally = { events: 0, opened: 0, erased: 0, signatures: 0, unproved: 0, sealed: 0, unsealed: 0 };

export const sum = (a: Tally, b: Tally): Tally => ({
  events: a.events + b.events,
  opened: a.opened + b.opened,
  erased: a.erased + b.erased,
  signatures: a.signatures + b.signatures,
  unproved: a.unproved + b.unproved,
  sealed: a.sealed + b.sealed,
  unsealed: a.unsealed + b.unsealed,
});
