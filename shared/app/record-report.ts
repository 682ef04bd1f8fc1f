import type { BreakReason } from '../contract/record.ts';

/** What can be wrong with a record; the first five are of one event in its chain. */
export const reasons = {
  number: 'an event is missing, repeated, out of its place or of another instruction',
  prev: 'the event is not linked to the one before',
  hash: 'the event was altered',
  order: 'the event was recorded before the one before it',
  commitment: 'the private part is not the one that was committed to',
  'order-altered': 'the order is not the one in event 1',
  'cut-off': 'the chain ends before an event that the state counts or a daily head holds',
  state: 'the state counts fewer events than there are',
  'state-altered': 'the state is not what the events make',
  signature: 'not signed by a key of the set',
  seal: 'the event is not in the head of that day',
  'seal-repeated': 'two lines claim the same entry of a daily head',
  'head-hash': 'the daily head was altered',
  'head-link': 'the daily head is not linked to the one before, or not after it',
  'head-missing': 'no daily head of that day came before',
  'entries-missing': 'a daily head holds entries that no sound line proved to be its own',
  unreadable: 'not of the form of an export',
} as const satisfies Record<BreakReason, string> & Record<string, string>;
export type Reason = keyof typeof reasons;

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
