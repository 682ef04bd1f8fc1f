import type { Actor, EventData, EventType, Happened, PagedPerson, Unreachable } from './events.ts';
import type { Hold } from './hold.ts';
import type { Instruction, Mark, State } from './instruction.ts';
import type { CheckedItem, MissingItem, Outcome } from './outcomes.ts';
import type { Rung } from './policy.ts';

export interface Stated {
  readonly outcome: Outcome;
  readonly code: string;
  readonly executedAt: number;
  readonly applied?: number;
  readonly caught?: number;
  readonly mismatch?: CheckedItem;
}

/** What somebody wants to do to an instruction; the public part only. */
export type Act = (
  | { readonly do: 'dispatch'; readonly messageId?: string; readonly attempt?: number }
  | {
      readonly do: 'deliver';
      readonly by: 'page' | 'inbox' | 'direct';
      readonly channel?: string;
      /** The attempt that was delivered; one of an earlier attempt is moot. */
      readonly attempt?: number;
      /** The step of the ladder that was delivered; without it the current one. */
      readonly step?: number;
      /** Whom it reached, if not the bank. */
      readonly party?: 'police' | 'liaison';
    }
  | { readonly do: 'miss'; readonly channel: string; readonly attempt: number }
  | {
      readonly do: 'page';
      readonly cause: number;
      readonly step: number;
      readonly rungs: readonly Rung[];
      readonly people: readonly PagedPerson[];
      readonly nobody?: Unreachable;
    }
  | { readonly do: 'pass-time' }
  | { readonly do: 'expire-hold'; readonly dueAt: number }
  | { readonly do: 'acknowledge' }
  | { readonly do: 'take-over' }
  | { readonly do: 'mark'; readonly mark: Mark }
  | { readonly do: 'return'; readonly missing: MissingItem }
  | { readonly do: 'dispose'; readonly stated: Stated }
  | { readonly do: 'report'; readonly onward: number; readonly stated?: Stated }
  | { readonly do: 'answer-withdrawal'; readonly executed: boolean }
  | { readonly do: 'answer-phone-entry'; readonly entry: number; readonly confirms: boolean }
  | { readonly do: 'confirm-release'; readonly releasedAt: number }
  | { readonly do: 'add-transfer'; readonly amount: number }
  | { readonly do: 'correct'; readonly amount?: number }
  | { readonly do: 'contest' }
  | { readonly do: 'withdraw' }
  | { readonly do: 'confirm' }
  | { readonly do: 'file-paper'; readonly document: string }
  | { readonly do: 'record-platform'; readonly applicationId: string }
  | { readonly do: 'rule'; readonly returnStands: boolean }
  | { readonly do: 'rule-phone-entry'; readonly entry: number; readonly stands: boolean }
) & {
  /** Entered for the bank after a call with this person of it. */
  readonly phone?: { readonly person: string };
};

export type ActName = Act['do'];
export type ActOf<N extends ActName> = Extract<Act, { do: N }>;

export interface Context {
  /** Epoch ms. */
  readonly at: number;
  readonly by: Actor;
  /** Stops on the account within the case, this one left out; given where a late execution may exceed the two. */
  readonly otherStops?: number;
}

/** An instruction with what some rules must look up. */
export interface Current extends Instruction {
  readonly hold?: Hold;
  /** All events so far; needed only by acts that strike or restore an entry. */
  readonly history?: readonly Happened[];
}

/** An event before it has its number, time and actor. */
export type Draft = { [T in EventType]: { readonly type: T; readonly data: EventData[T] } }[EventType];

/** `repeat`: the same thing was said before, and nothing happens. */
export type Decision = readonly Draft[] | 'repeat';
export type Rule<N extends ActName> = (now: Current, act: ActOf<N>, context: Context) => Decision;

const stays = (...at: State[]): Partial<Record<State, readonly State[]>> => Object.fromEntries(at.map(s => [s, [s]]));
const everywhere = stays('issued', 'acknowledged', 'returned', 'disposed', 'reported', 'closed', 'withdrawn');

/**
 * Which states an act may lead to from each state; an absent state refuses the act with a conflict.
 * A bank's fact (acknowledge, dispose, report, release) is taken in every state.
 */
export const moves = {
  dispatch: everywhere,
  deliver: everywhere,
  miss: everywhere,
  page: everywhere,
  'pass-time': { ...everywhere, reported: ['reported', 'closed'] },
  'expire-hold': everywhere,
  acknowledge: { ...everywhere, issued: ['acknowledged'] },
  'take-over': stays('acknowledged', 'disposed'),
  mark: { issued: ['acknowledged'], acknowledged: ['acknowledged'] },
  return: { issued: ['returned'], acknowledged: ['returned'], returned: ['returned'] },
  dispose: {
    issued: ['disposed'],
    acknowledged: ['disposed'],
    returned: ['disposed'],
    disposed: ['disposed'],
    reported: ['reported'],
    closed: ['closed'],
    withdrawn: ['withdrawn'],
  },
  report: {
    issued: ['reported'],
    acknowledged: ['reported'],
    returned: ['reported'],
    disposed: ['reported'],
    reported: ['reported'],
    closed: ['closed'],
    withdrawn: ['withdrawn'],
  },
  'answer-withdrawal': {
    issued: ['issued', 'withdrawn'],
    acknowledged: ['acknowledged', 'withdrawn'],
    returned: ['returned', 'withdrawn'],
  },
  'answer-phone-entry': {
    ...everywhere,
    acknowledged: ['acknowledged', 'issued'],
    returned: ['returned', 'issued', 'acknowledged'],
    disposed: ['disposed', 'issued', 'acknowledged', 'returned'],
    reported: ['reported', 'issued', 'acknowledged', 'returned', 'disposed'],
    withdrawn: beforeClosing(),
  },
  'confirm-release': everywhere,
  'add-transfer': stays('issued', 'acknowledged', 'returned', 'disposed', 'reported', 'closed'),
  correct: { returned: ['issued'], disposed: ['issued'], reported: ['issued'] },
  contest: stays('returned'),
  withdraw: {
    issued: ['issued', 'withdrawn'],
    acknowledged: ['acknowledged'],
    returned: ['returned', 'withdrawn'],
    withdrawn: ['withdrawn'],
  },
  confirm: { reported: ['closed'], closed: ['closed'] },
  'file-paper': everywhere,
  'record-platform': stays('issued', 'acknowledged', 'disposed', 'reported'),
  rule: { returned: ['returned', 'issued', 'acknowledged'] },
  'rule-phone-entry': {
    issued: beforeClosing(),
    acknowledged: beforeClosing(),
    returned: beforeClosing(),
    disposed: beforeClosing(),
    reported: beforeClosing(),
    closed: ['closed'],
    withdrawn: beforeClosing(),
  },
} as const satisfies Record<ActName, Partial<Record<State, readonly State[]>>>;

function beforeClosing(): readonly State[] {
  return ['issued', 'acknowledged', 'returned', 'disposed', 'reported', 'withdrawn'];
}
