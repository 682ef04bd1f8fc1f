import type { Core } from '../core/core.ts';
import type { Answer, Asking } from '../http/caller.ts';
import { Answered, Detail } from '../http/views.ts';
import type { Player } from '../scenario/cast.ts';
import { deedOf } from './bank-deeds.ts';
import { type BankDeed, bankNext, type Seen } from './bank-next.ts';
import type { Entry, Journal } from './journal.ts';

/** What a bank remembers of one instruction between the times it looks at it. */
export interface Memory {
  returned: boolean;
  tookOver: boolean;
  phoned: boolean;
  /** When the bank will be ready for a deed, by `performance.now()`; one key an attempt and deed. */
  readonly ready: Map<string, number>;
  /** Deeds before which the officer has looked again. */
  readonly looked: Set<string>;
  conflicts: number;
}

export const freshMemory = (): Memory => ({
  returned: false,
  tookOver: false,
  phoned: false,
  ready: new Map(),
  looked: new Set(),
  conflicts: 0,
});

export interface WorkDeps {
  readonly bank: string;
  readonly officers: readonly Player[];
  readonly core: Core;
  readonly journal: Journal;
  readonly call: (player: Player, method: 'GET' | 'POST', path: string, asking?: Asking) => Promise<Answer>;
  readonly pause: (ms: number) => Promise<void>;
}

/** What a worker needs beside: to rest until its time has come or somebody says that the instruction has moved. */
export interface Resting {
  readonly memoryOf: (id: string) => Memory;
  readonly rest: (id: string, ms: number) => Promise<void>;
}

const stopped = new Set(['full', 'partial', 'empty']);

/** Whether the bank stopped money after police had asked to withdraw, and still holds it. */
const releaseWanted = ({ timeline, hold }: Detail): boolean => {
  const asked = timeline.findIndex(({ type }) => type === 'withdrawal-asked' || type === 'withdrawn');
  const done = timeline.findLastIndex(({ type, data }) => type === 'disposed' && stopped.has(String(data.outcome)));
  return asked >= 0 && asked < done && hold?.state === 'running';
};

const seenIn = (detail: Detail): Seen => ({
  state: detail.state,
  attempt: detail.attempt,
  withdrawalAsked: detail.withdrawalAsked,
  marks: detail.marks,
  releaseWanted: releaseWanted(detail),
});

/** A delay begins when the deed is first thought of, and is not begun again by looking in between. */
const readyAt = ({ ready }: Memory, about: string, afterMs: number): number => {
  const at = ready.get(about) ?? performance.now() + afterMs;
  ready.set(about, at);
  return at;
};

const mostConflicts = 20;

/** Who does it: the signer, and after a takeover the colleague. */
const officerFor = (deed: BankDeed, { officers }: WorkDeps, memory: Memory): Player | undefined =>
  deed === 'take-over' || memory.tookOver ? officers[1] : officers[0];

/** What an officer sees, without asking again, after a deed that was accepted. */
const after = (deed: BankDeed, seen: Seen, body: unknown): Seen => {
  const { state, attempt } = Answered.parse(body);
  const marks = deed === 'mark-head-office' ? ([...seen.marks, 'head-office'] as const) : seen.marks;
  return {
    state,
    attempt,
    marks,
    withdrawalAsked: deed !== 'answer-withdrawal' && seen.withdrawalAsked,
    releaseWanted: deed !== 'release' && seen.releaseWanted,
  };
};

const read = async ({ call, officers: [first] }: WorkDeps, id: string): Promise<Detail | undefined> => {
  if (!first) return undefined;
  const { status, code, body } = await call(first, 'GET', `/bank/instructions/${id}`);
  if (status !== 200 && status !== 404) throw new Error(`read: ${status} ${code ?? ''}`);
  return status === 200 ? Detail.parse(body) : undefined;
};

/**
 * Works on one instruction until there is nothing more to do with it for now.
 * @returns what was seen last, or undefined where it is none of this run
 */
export const workOn = async (deps: WorkDeps, id: string, { memoryOf, rest }: Resting): Promise<Seen | undefined> => {
  let detail = await read(deps, id);
  const entry = detail && deps.journal.byAccount(deps.bank, detail.signed.details.target.number ?? '');
  if (!detail || !entry) return undefined;
  const { plan } = entry;
  const memory = memoryOf(id);
  // Where police may change or withdraw the order meanwhile, the officer looks again before every deed.
  const unsteady = plan.withdrawMs !== undefined || plan.later.length > 0;
  let seen = seenIn(detail);
  for (;;) {
    const step = bankNext(plan.work, seen, memory);
    if (!step) return seen;
    const about = `${seen.attempt}.${step.deed}`;
    const left = readyAt(memory, about, step.afterMs) - performance.now();
    if (left > 0) await rest(id, left);
    if (left > 0 || (unsteady && !memory.looked.has(about))) {
      if (left <= 0) memory.looked.add(about);
      detail = (await read(deps, id)) ?? detail;
      seen = seenIn(detail);
      continue;
    }
    const outcome = await perform(deps, step.deed, { entry, detail, memory });
    if (outcome === 'given-up') return seen;
    const again = outcome === 'look-again' || unsteady;
    detail = again ? ((await read(deps, id)) ?? detail) : detail;
    seen = again ? seenIn(detail) : after(step.deed, seen, outcome);
  }
};

const perform = async (
  deps: WorkDeps,
  deed: BankDeed,
  { entry, detail, memory }: { entry: Entry; detail: Detail; memory: Memory },
): Promise<unknown> => {
  const officer = officerFor(deed, deps, memory);
  if (!officer) return 'given-up';
  const { path, body } = deedOf(deed, deps.core, entry, detail);
  const answer = await deps.call(officer, 'POST', `/bank/instructions/${detail.id}/${path}`, { body });
  if (answer.status < 300) {
    if (deed === 'return') memory.returned = true;
    if (deed === 'take-over') memory.tookOver = true;
    return answer.body;
  }
  const said = `${deps.bank} ${deed}: ${answer.status} ${answer.code ?? ''}`;
  memory.conflicts += 1;
  if (answer.status === 409 && memory.conflicts <= mostConflicts) {
    deps.journal.note(entry, said);
    return 'look-again';
  }
  deps.journal.trouble(entry, said);
  return 'given-up';
};
