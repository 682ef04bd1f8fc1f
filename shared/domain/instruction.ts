import type { ApplicationType, Basis, Kind, Route, Urgency } from './kinds.ts';
import type { CheckedItem, MissingItem, Outcome } from './outcomes.ts';
import type { Policy } from './policy.ts';

export const states = ['issued', 'acknowledged', 'returned', 'disposed', 'reported', 'closed', 'withdrawn'] as const;
export type State = (typeof states)[number];

export const stateNames: Readonly<Record<State, string>> = {
  issued: '已签发',
  acknowledged: '已签收',
  returned: '退回补正',
  disposed: '已处置',
  reported: '已反馈',
  closed: '已办结',
  withdrawn: '已撤回',
};

/** The public part of an instruction, written once. Instants are epoch ms. */
export interface Order {
  readonly id: string;
  readonly kind: Kind;
  readonly basis: Basis;
  readonly caseId: string;
  readonly unit: string;
  readonly bank: string;
  readonly route: Route;
  readonly urgency: Urgency;
  readonly applicationType: ApplicationType;
  /** t0, the victim's report. */
  readonly reportedAt: number;
  /** t1. */
  readonly issuedAt: number;
  readonly issuedBy: string;
  /** Who let it out before its papers, where they follow. */
  readonly approver?: string;
  /** Key version and HMAC of the target, `v:hex`. */
  readonly account: string;
  /** The instruction whose money this one follows, and how many hops from the victim. */
  readonly parent?: string;
  readonly hop: number;
  readonly hours: 'day' | 'night';
  readonly policy: Policy;
  /** Exercise and probe instructions are left out of production figures. */
  readonly mark?: 'drill' | 'probe';
}

/** When something happened; an inferred fact gives way to the stated one. `entered` is our time where the bank stated its own. */
export interface Fact {
  readonly at: number;
  readonly entered?: number;
  readonly inferred?: true;
}

export const factNames = ['dispatched', 'delivered', 'acknowledged', 'headOffice', 'executed', 'reported'] as const;
export type FactName = (typeof factNames)[number];

export const marks = { 'head-office': '已转总行', 'under-review': '待行内复核' } as const;
export type Mark = keyof typeof marks;

/** A matter the two books must be compared on; recorded, never refused. */
export const flags = [
  'after-withdrawal',
  'after-return',
  'third-stop',
  'differs',
  'code-unusual',
  'unconfirmed-phone',
] as const;
export type Flag = (typeof flags)[number];

export interface PhoneEntry {
  /** The event that was entered. */
  readonly n: number;
  /** When it was entered; once disputed, when it was disputed. */
  readonly at: number;
  /** Struck until the liaison point rules. */
  readonly disputed?: true;
}

/** The moving part of an instruction: a fold of its events, at most 1 KB. */
export interface Progress {
  readonly id: string;
  /** Number of the last event. */
  readonly version: number;
  readonly state: State;
  /** When the state was entered. */
  readonly since: number;
  /** Recorded time of the last event; recorded time never goes back. */
  readonly at: number;
  readonly attempt: number;
  readonly attemptAt: number;
  /** The event that began the attempt: the issue or a re-send. */
  readonly cause: number;
  /** Sum of the transfers, in fen. */
  readonly amount: number;
  readonly facts: Readonly<Partial<Record<FactName, Fact>>>;
  readonly signer?: string;
  readonly marks: readonly Mark[];
  readonly missing?: MissingItem;
  /** The state a return came from, to which a ruling may lead back. */
  readonly before?: 'issued' | 'acknowledged';
  readonly outcome?: Outcome;
  readonly mismatch?: CheckedItem;
  /** The bank's statement in force, and the last one that differed from it; kept over re-sends, so that a late repeat is known. */
  readonly said?: string;
  readonly differs?: string;
  readonly flags: readonly Flag[];
  /** Last paging step, when it ran, how often it ran without a page accepted, and whether one was. */
  readonly step: {
    readonly index: number;
    readonly at: number;
    readonly runs: number;
    readonly accepted: boolean;
    /** The event that this step's people were paged for, once they were resolved. */
    readonly cause?: number;
    readonly nobody?: true;
  };
  /** The bank had nobody who could be reached. */
  readonly unreached?: true;
  /** Its endpoint took no page of this attempt; that people were found to page says nothing against it. */
  readonly endpointDown?: true;
  readonly dispatches: number;
  readonly contestedAt?: number;
  readonly withdrawalAskedAt?: number;
  readonly paperDueAt?: number;
  /** The stop that this instruction left; the hold's own clock ends it. */
  readonly hold?: 'running' | 'expired' | 'released';
  /** The hold ran out then, and the bank has yet to confirm the release. */
  readonly releaseFrom?: number;
  readonly releaseProposed?: true;
  readonly phone: readonly PhoneEntry[];
  /** Time given back to the bank's clocks of this attempt, in ms. */
  readonly credit: number;
  /** How far each running clock has rung, one key a clock. */
  readonly fired: readonly string[];
  /** The earliest timer; null when nothing is awaited. */
  readonly dueAt: number | null;
  readonly round: number;
}

/** An instruction as its rules see it. */
export interface Instruction {
  readonly order: Order;
  readonly progress: Progress;
}

export const isOpen = (state: State): boolean => state !== 'closed' && state !== 'withdrawn';

/** Open for an added transfer as an event on the same stop. */
export const awaitsExecution = (state: State): boolean =>
  state === 'issued' || state === 'acknowledged' || state === 'returned';
