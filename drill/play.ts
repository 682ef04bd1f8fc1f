import { setTimeout as timer } from 'node:timers/promises';
import type { County } from '../shared/contract/county.ts';
import { emptyBooks } from './core/books.ts';
import { coreSystem } from './core/core.ts';
import { type Caller, caller } from './http/caller.ts';
import { type SignIn, tokens } from './http/tokens.ts';
import { Detail } from './http/views.ts';
import { bankDesk } from './parties/bank-desk.ts';
import { type Entry, type Journal, journal as newJournal } from './parties/journal.ts';
import { liaisonDesk } from './parties/liaison-desk.ts';
import type { Line } from './parties/phone-line.ts';
import { policeDesk } from './parties/police-desk.ts';
import { type Watch, watch } from './parties/watch.ts';
import type { CasePlan } from './plan/plan.ts';
import { planCases } from './plan/plan-cases.ts';
import { type DrillReport, drillReport } from './report/report.ts';
import { type Cast, castOf } from './scenario/cast.ts';
import { checkScenario } from './scenario/check.ts';
import type { Scenario } from './scenario/scenario.ts';

/** A page that a bank or a police unit received at its own address. */
export interface Notice {
  /** Code of the organisation that was paged. */
  readonly to: string;
  readonly id: string;
}

/** Where received pages can be heard of. Gives what ends the listening. */
export type Notices = (heard: (notice: Notice) => void) => () => void;

/** Shows a run while it goes on. */
export interface Show {
  readonly began: (run: { readonly scenario: Scenario; readonly planned: number; readonly journal: Journal }) => void;
  readonly changed: (entry: Entry) => void;
  readonly ended: () => void;
}

export interface PlayOptions {
  readonly scenario: Scenario;
  /** Who there is to play: the county that the server has loaded. */
  readonly county: County;
  /** One address or more of the same server. */
  readonly urls: readonly string[];
  readonly signIn: SignIn;
  /** Times the scenario's own time scale. @default 1 */
  readonly scale?: number;
  /** In place of the scenario's. */
  readonly repeat?: number;
  readonly concurrency?: number;
  readonly settleSeconds?: number;
  /** How often parties look, real ms. @default 250 */
  readonly everyMs?: number;
  /** How long a request is tried again while the server is away, real ms. @default 180000 */
  readonly patienceMs?: number;
  /** Pages received by webhook; inboxes are then read only now and then. */
  readonly notices?: Notices;
  readonly show?: Show;
  /** Ends the run early; what was not finished counts as not closed. */
  readonly signal?: AbortSignal;
}

const noticedEveryMs = 2_000;

const runMark = (): string => String(Math.floor(Math.random() * 9_000_000) + 1_000_000);

const changedBy = ({ scenario, scale = 1, repeat, concurrency, settleSeconds }: PlayOptions): Scenario => ({
  ...scenario,
  timeScale: scenario.timeScale * scale,
  ...(repeat === undefined ? {} : { repeat }),
  ...(concurrency === undefined ? {} : { concurrency }),
  ...(settleSeconds === undefined ? {} : { settleSeconds }),
});

/** Each case at its time, at most so many at once. */
const inLanes = async (
  plans: readonly CasePlan[],
  lanes: number,
  play: (plan: CasePlan) => Promise<void>,
): Promise<void> => {
  const queue = plans.values();
  const lane = async (): Promise<void> => {
    for (const plan of queue) await play(plan);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, plans.length) }, lane));
};

const readBack = async ({ call }: Caller, entries: readonly Entry[]): Promise<Map<string, Detail>> => {
  const details = new Map<string, Detail>();
  const queue = entries.values();
  const lane = async (): Promise<void> => {
    for (const { id, plan } of queue) {
      const [player] = plan.unit.dispatchers;
      if (id === undefined || !player) continue;
      const { status, body } = await call(player, 'GET', `/police/instructions/${id}`);
      if (status === 200) details.set(id, Detail.parse(body));
    }
  };
  await Promise.all(Array.from({ length: 4 }, lane));
  return details;
};

/**
 * Plays a scenario over HTTP by simulated parties, and compares in the end what the ledger says with what the banks' core systems did.
 * It rides through a server that is away for a while.
 * @throws Fault invalid/scenario where it cannot be played in this county
 */
export const playScenario = async (options: PlayOptions): Promise<DrillReport> => {
  const scenario = changedBy(options);
  const cast: Cast = castOf(options.county);
  checkScenario(scenario, cast);
  const { urls, signIn, notices, show, patienceMs = 180_000 } = options;
  const everyMs = options.everyMs ?? 250;
  const pollMs = notices ? Math.max(everyMs, noticedEveryMs) : everyMs;
  const run = runMark();
  const began = performance.now();
  const plans = planCases({ scenario, cast, run, now: Date.now() });
  const planned = plans.reduce((sum, { orders }) => sum + orders.length, 0);

  const over = new AbortController();
  const aborted = options.signal ?? new AbortController().signal;
  const signal = AbortSignal.any([over.signal, aborted]);
  const pause = (ms: number): Promise<void> =>
    ms > 0 ? timer(ms, undefined, { signal }).catch(() => {}) : Promise.resolve();
  const journal = newJournal(entry => show?.changed(entry));
  const http = caller({ urls, tokens: tokens(signIn), patienceMs, signal: aborted });

  const lines = new Map<string, Line>();
  for (const { code, officers } of cast.banks.values()) {
    const core = coreSystem(emptyBooks());
    const desk = bankDesk({ bank: code, officers, core, journal, call: http.call, pause, everyMs: pollMs, signal });
    lines.set(code, { core, desk });
  }
  const watches = new Map<string, Watch>();
  for (const { code, dispatchers } of cast.units.values()) {
    const [player] = dispatchers;
    if (!player) continue;
    const failed = (error: unknown): void => journal.partyTrouble(code, error);
    watches.set(code, watch({ get: path => http.call(player, 'GET', path), everyMs: pollMs, pause, signal, failed }));
  }
  const need = <T>(found: T | undefined, code: string): T => {
    if (found === undefined) throw new Error(`nobody plays ${code}`);
    return found;
  };
  const police = policeDesk({
    journal,
    call: http.call,
    pause,
    signal,
    watchOf: unit => need(watches.get(unit), unit),
    lineTo: bank => need(lines.get(bank), bank),
    liaison: liaisonDesk({ coordinator: cast.coordinator, journal, call: http.call, pause, everyMs }),
    settleMs: scenario.settleSeconds * 1000,
  });

  const silence = notices?.(({ to, id }) => {
    lines.get(to)?.desk.notice(id);
    watches.get(to)?.look(id);
  });
  show?.began({ scenario, planned, journal });
  const readers = [
    ...[...lines.values()].map(({ desk }) => desk.run()),
    ...[...watches.values()].map(one => one.run()),
  ];
  try {
    await inLanes(plans, scenario.concurrency ?? plans.length, async plan => {
      await pause(plan.atMs - (performance.now() - began));
      if (!signal.aborted) await police.playCase(plan);
    });
    await Promise.all([...lines.values()].map(({ desk }) => desk.idle()));
  } finally {
    silence?.();
    over.abort();
    await Promise.allSettled(readers);
    show?.ended();
  }
  const elapsedMs = performance.now() - began;
  const details = await readBack(http, journal.entries()).catch(() => new Map<string, Detail>());
  const cores = new Map([...lines].map(([code, { core }]) => [code, core]));
  return drillReport({ scenario, run, planned, elapsedMs, journal, details, cores, requests: http.traffic });
};
