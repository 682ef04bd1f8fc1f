import type { State } from '../../shared/domain/instruction.ts';
import type { Core } from '../core/core.ts';
import type { Traffic } from '../http/caller.ts';
import type { Entry, Journal } from '../parties/journal.ts';
import { type Clocks, clocksOf } from './clocks.ts';
import { type BankBooks, compareBooks, type Difference } from './compare.ts';
import type { Ledger } from './read-back.ts';
import { unread, type Why, whyNot } from './why.ts';

export interface Unfinished {
  /** Absent where it was not even issued. */
  readonly id: string | null;
  readonly incidentNumber: string;
  readonly bank: string;
  readonly state: State | null;
  readonly why: Why;
}

export interface Ended {
  readonly id: string | null;
  readonly incidentNumber: string;
  readonly bank: string;
  readonly state: State | null;
  readonly outcome: string | null;
  readonly attempt: number | null;
}

export interface DrillReport {
  /** Everything that should have closed did, and the books agree. */
  readonly ok: boolean;
  /** Somebody ended it before it was over. */
  readonly endedEarly: boolean;
  readonly scenario: { readonly zh: string; readonly en: string };
  readonly seed: number;
  readonly run: string;
  readonly elapsedMs: number;
  /** Planned, and where they ended. */
  readonly instructions: number;
  readonly closed: number;
  readonly withdrawn: number;
  /** Reported and left to the server's clock, as planned. */
  readonly leftToTime: number;
  /** Open at the end, as planned: a bank that keeps silent. */
  readonly leftOpen: number;
  /** Closed ones over the time from the first issue to the last end. */
  readonly loopsPerSecond: number;
  readonly clocks: Clocks;
  readonly notClosed: readonly Unfinished[];
  readonly booksAgree: boolean;
  readonly differences: readonly Difference[];
  readonly banks: readonly BankBooks[];
  readonly requests: Traffic;
  /** Every instruction, in the order of the cases. */
  readonly ends: readonly Ended[];
  /** What went another way than planned, and may: a withdrawal that came too late, for one. */
  readonly notes: readonly { readonly id: string | null; readonly note: string }[];
}

export interface Results {
  readonly scenario: { readonly name: { readonly zh: string; readonly en: string }; readonly seed: number };
  readonly run: string;
  readonly planned: number;
  readonly endedEarly: boolean;
  readonly elapsedMs: number;
  readonly journal: Journal;
  readonly ledger: Ledger;
  readonly cores: ReadonlyMap<string, Core>;
  readonly requests: Traffic;
}

const arrived = (end: Entry['plan']['end'], state: State | undefined): boolean => {
  if (state === undefined) return false;
  const over = state === 'closed' || state === 'withdrawn';
  if (end === 'open') return true;
  return over || (end === 'reported' && state === 'reported');
};

const spanMs = (entries: readonly Entry[]): number => {
  const begun = entries.flatMap(({ issuedAt }) => issuedAt ?? []);
  const ended = entries.flatMap(({ id, endedAt }) => (id === undefined ? [] : (endedAt ?? [])));
  return ended.length === 0 ? 0 : Math.max(...ended) - Math.min(...begun);
};

const unfinished = (entry: Entry, state: State | undefined, { partyTroubles }: Journal): Unfinished => {
  const { id = null, plan } = entry;
  const bank = plan.bank.code;
  const why = id !== null && state === undefined ? unread : whyNot(entry, state, partyTroubles.get(bank));
  return { id, incidentNumber: plan.incidentNumber, bank, state: state ?? null, why };
};

/** What a run amounts to. */
export const drillReport = (results: Results): DrillReport => {
  const { scenario, run, planned, endedEarly, elapsedMs, journal, ledger, cores, requests } = results;
  const { details } = ledger;
  const entries = journal.entries();
  const stateOf = ({ id }: Entry): State | undefined => (id === undefined ? undefined : details.get(id)?.state);
  const missed = entries.filter(entry => !arrived(entry.plan.end, stateOf(entry)));
  const ending = (...states: State[]): Entry[] => entries.filter(entry => states.includes(stateOf(entry) ?? 'issued'));
  const closed = ending('closed').length;
  const { differences, banks } = compareBooks(entries, ledger, cores);
  const ms = spanMs(entries);
  return {
    ok: missed.length === 0 && entries.length === planned && differences.length === 0,
    endedEarly,
    scenario: scenario.name,
    seed: scenario.seed,
    run,
    elapsedMs: Math.round(elapsedMs),
    instructions: planned,
    closed,
    withdrawn: ending('withdrawn').length,
    leftToTime: ending('reported').filter(({ plan }) => plan.end === 'reported').length,
    leftOpen: entries.filter(
      entry => entry.plan.end === 'open' && !['closed', 'withdrawn'].includes(stateOf(entry) ?? 'closed'),
    ).length,
    loopsPerSecond: ms > 0 ? Number(((closed * 1000) / ms).toFixed(2)) : 0,
    clocks: clocksOf([...details.values()]),
    notClosed: missed.map(entry => unfinished(entry, stateOf(entry), journal)),
    booksAgree: differences.length === 0,
    differences,
    banks,
    requests: { ...requests },
    ends: entries.map(({ id = null, plan }) => {
      const { state = null, outcome = null, attempt = null } = (id === null ? undefined : details.get(id)) ?? {};
      return { id, incidentNumber: plan.incidentNumber, bank: plan.bank.code, state, outcome, attempt };
    }),
    notes: entries.flatMap(({ id, notes }) => notes.map(note => ({ id: id ?? null, note }))),
  };
};
