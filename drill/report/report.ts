import type { State } from '../../shared/domain/instruction.ts';
import type { Core } from '../core/core.ts';
import type { Traffic } from '../http/caller.ts';
import type { Detail } from '../http/views.ts';
import type { Entry, Journal } from '../parties/journal.ts';
import { type Clocks, clocksOf } from './clocks.ts';
import { type BankBooks, compareBooks, type Difference } from './compare.ts';
import { type Why, whyNot } from './why.ts';

export interface Unfinished {
  /** Absent where it was not even issued. */
  readonly id: string | null;
  readonly incidentNumber: string;
  readonly bank: string;
  readonly state: State | null;
  readonly why: Why;
}

export interface DrillReport {
  /** Everything that should have closed did, and the books agree. */
  readonly ok: boolean;
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
  /** What went another way than planned, and may: a withdrawal that came too late, for one. */
  readonly notes: readonly { readonly id: string | null; readonly note: string }[];
}

export interface Results {
  readonly scenario: { readonly name: { readonly zh: string; readonly en: string }; readonly seed: number };
  readonly run: string;
  readonly planned: number;
  readonly elapsedMs: number;
  readonly journal: Journal;
  readonly details: ReadonlyMap<string, Detail>;
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

const unfinished = (entry: Entry, state: State | undefined, journal: Journal): Unfinished => ({
  id: entry.id ?? null,
  incidentNumber: entry.plan.incidentNumber,
  bank: entry.plan.bank.code,
  state: state ?? null,
  why: whyNot(entry, state, journal.partyTroubles.get(entry.plan.bank.code)),
});

/** What a run amounts to. */
export const drillReport = (results: Results): DrillReport => {
  const { scenario, run, planned, elapsedMs, journal, details, cores, requests } = results;
  const entries = journal.entries();
  const stateOf = ({ id }: Entry): State | undefined => (id === undefined ? undefined : details.get(id)?.state);
  const missed = entries.filter(entry => !arrived(entry.plan.end, stateOf(entry)));
  const ending = (...states: State[]): Entry[] => entries.filter(entry => states.includes(stateOf(entry) ?? 'issued'));
  const closed = ending('closed').length;
  const { differences, banks } = compareBooks(entries, details, cores);
  const ms = spanMs(entries);
  return {
    ok: missed.length === 0 && entries.length === planned && differences.length === 0,
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
    notes: entries.flatMap(({ id, notes }) => notes.map(note => ({ id: id ?? null, note }))),
  };
};
