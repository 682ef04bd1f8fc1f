import type { Flag, Mark } from './instruction.ts';
import type { CheckedItem, MissingItem, Outcome } from './outcomes.ts';
import type { Clock, Rung } from './policy.ts';

/** Who acted: an organisation, and the person or system credential of it; `platform` is this system itself. */
export interface Actor {
  readonly org: string;
  readonly party: 'police' | 'bank' | 'liaison' | 'supervisor' | 'platform';
  readonly person?: string;
  readonly system?: string;
}

export const platform: Actor = { org: 'LIAISON', party: 'platform' };

export interface PagedPerson {
  readonly person: string;
  readonly channels: readonly string[];
}

/** Why a step reached nobody: each is the paged organisation's to answer for, a failing provider is not. */
export type Unreachable = 'no-one-on-duty' | 'no-verified-contact';

/** Public parts of what can happen to an instruction. Amounts in fen, instants in epoch ms, no identities. */
export interface EventData {
  issued: { readonly amount: number; readonly orderHash: string };
  /** `late`: the instruction was withdrawn by then, and the bank must hear of that. */
  dispatched: { readonly messageId?: string; readonly late?: true };
  /** Accepted for a step of the ladder; `party` is absent for the bank, whose first delivery is t3. */
  delivered: {
    readonly by: 'page' | 'inbox' | 'direct';
    readonly channel?: string;
    readonly step?: number;
    readonly party?: 'police' | 'liaison';
    readonly late?: true;
  };
  /** The bank's own endpoint did not take a page, time after time. */
  'endpoint-down': { readonly channel: string };
  paged: {
    readonly cause: number;
    readonly step: number;
    readonly rungs: readonly Rung[];
    readonly people: readonly PagedPerson[];
    readonly nobody?: Unreachable;
  };
  acknowledged: { readonly signer: string; readonly late?: true };
  'taken-over': { readonly from: string; readonly signer: string };
  marked: { readonly mark: Mark };
  returned: { readonly missing: MissingItem };
  contested: Record<never, never>;
  ruled: { readonly returnStands: boolean };
  resent: { readonly attempt: number; readonly because: 'returned' | 'mismatch'; readonly amount: number };
  'transfer-added': { readonly amount: number; readonly total: number; readonly afterExecution?: true };
  disposed: Disposal;
  reported: { readonly onward: number };
  'withdrawal-asked': Record<never, never>;
  'withdrawal-answered': { readonly executed: boolean };
  withdrawn: Record<never, never>;
  'paper-filed': { readonly document: string };
  'platform-recorded': { readonly applicationId: string };
  'phone-confirmed': { readonly entry: number };
  'phone-disputed': { readonly entry: number };
  'phone-ruled': { readonly entry: number; readonly stands: boolean };
  'phone-lapsed': { readonly entry: number };
  warned: { readonly clock: Clock; readonly dueAt: number };
  breached: { readonly clock: Clock; readonly dueAt: number };
  /** Still nothing after the breach; `count` from 1. */
  reminded: { readonly clock: Clock; readonly dueAt: number; readonly count: number };
  'step-due': { readonly step: number; readonly dueAt: number; readonly again?: true };
  'step-skipped': { readonly step: number; readonly dueAt: number };
  'dispatch-due': { readonly dispatches: number };
  'hold-expired': { readonly dueAt: number };
  released: { readonly releasedAt: number };
  closed: { readonly by: 'police' | 'time' };
  rejected: { readonly code: string };
}

export interface Disposal {
  readonly outcome: Outcome;
  /** The platform's four-digit result code. */
  readonly code: string;
  /** t5 as the bank states it. */
  readonly executedAt: number;
  readonly applied?: number;
  readonly caught?: number;
  readonly mismatch?: CheckedItem;
  readonly flags?: readonly Flag[];
  /** Arrived after the state had moved on: recorded without moving it. */
  readonly late?: true;
}

export type EventType = keyof EventData;

/** Every event type by name, in the order an instruction may meet them. */
export const eventTypes = [
  'issued',
  'dispatched',
  'delivered',
  'endpoint-down',
  'paged',
  'acknowledged',
  'taken-over',
  'marked',
  'returned',
  'contested',
  'ruled',
  'resent',
  'transfer-added',
  'disposed',
  'reported',
  'withdrawal-asked',
  'withdrawal-answered',
  'withdrawn',
  'paper-filed',
  'platform-recorded',
  'phone-confirmed',
  'phone-disputed',
  'phone-ruled',
  'phone-lapsed',
  'warned',
  'breached',
  'reminded',
  'step-due',
  'step-skipped',
  'dispatch-due',
  'hold-expired',
  'released',
  'closed',
  'rejected',
] as const satisfies readonly EventType[];

/** One thing that happened, before it is sealed into the chain. */
export type Happened = {
  [T in EventType]: {
    readonly type: T;
    readonly n: number;
    readonly at: number;
    readonly by: Actor;
    /** Entered for the bank after a telephone call. */
    readonly phone?: true;
    /** Part of the phone entry that ends with this event. */
    readonly entry?: number;
    readonly data: EventData[T];
  };
}[EventType];

export type HappenedOf<T extends EventType> = Extract<Happened, { type: T }>;
