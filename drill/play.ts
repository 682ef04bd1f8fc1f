import { setTimeout as timer } from 'node:timers/promises';
import type { County } from '../shared/contract/county.ts';
import { caller } from './http/caller.ts';
import { type SignIn, SignInRefused, type Tokens, tokens } from './http/tokens.ts';
import { company } from './parties/company.ts';
import { type Entry, type Journal, journal as newJournal } from './parties/journal.ts';
import type { CasePlan } from './plan/plan.ts';
import { planCases } from './plan/plan-cases.ts';
import { readBack } from './report/read-back.ts';
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

/** With pages received, lists are read only in case one was lost. */
const noticedEveryMs = 2_000;
/** How long a run that was ended early tries to read what became of it. */
const hastyMs = 3_000;

const runMark = (): string => String(Math.floor(Math.random() * 9_000_000) + 1_000_000);

const changedBy = ({ scenario, scale = 1, repeat, concurrency, settleSeconds }: PlayOptions): Scenario => ({
  ...scenario,
  timeScale: scenario.timeScale * scale,
  ...(repeat === undefined ? {} : { repeat }),
  ...(concurrency === undefined ? {} : { concurrency }),
  ...(settleSeconds === undefined ? {} : { settleSeconds }),
});

/** A password that is wrong now is wrong for ever; an issuer that is away comes back. */
const firstSignIn = async ({ of }: Tokens, { units }: Cast): Promise<void> => {
  const [player] = [...units.values()].flatMap(({ dispatchers }) => dispatchers);
  if (!player) return;
  await of(player).catch((error: unknown) => {
    if (error instanceof SignInRefused) throw error;
  });
};

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

/**
 * Plays a scenario over HTTP by simulated parties, and compares in the end what the ledger says with what the banks' core systems did.
 * It rides through a server that is away for a while.
 * @throws Fault invalid/scenario where it cannot be played in this county, SignInRefused where the players are not let in
 */
export const playScenario = async (options: PlayOptions): Promise<DrillReport> => {
  const scenario = changedBy(options);
  const cast = castOf(options.county);
  checkScenario(scenario, cast);
  const { urls, signIn, notices, show, patienceMs = 180_000 } = options;
  const { everyMs = 250 } = options;
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
  const known = tokens(signIn);
  await firstSignIn(known, cast);
  const { call, traffic } = caller({ urls, tokens: known, patienceMs, signal: aborted });
  const players = company({
    cast,
    journal,
    call,
    pause,
    signal,
    listsMs: notices ? Math.max(everyMs, noticedEveryMs) : everyMs,
    onesMs: everyMs,
    settleMs: scenario.settleSeconds * 1000,
  });

  const silence = notices?.(({ to, id }) => players.hear(to, id));
  show?.began({ scenario, planned, journal });
  const reading = players.run();
  try {
    await inLanes(plans, scenario.concurrency ?? plans.length, async plan => {
      await pause(plan.atMs - (performance.now() - began));
      if (!signal.aborted) await players.playCase(plan);
    });
    await players.idle();
  } finally {
    silence?.();
    over.abort();
    await reading;
    show?.ended();
  }
  const elapsedMs = performance.now() - began;
  const last = { urls, tokens: known, signal: AbortSignal.timeout(patienceMs) };
  const reader = caller({ ...last, patienceMs: aborted.aborted ? hastyMs : patienceMs });
  const ledger = await readBack(reader.call, journal.entries());
  const endedEarly = aborted.aborted;
  const { cores } = players;
  return drillReport({ scenario, run, planned, endedEarly, elapsedMs, journal, ledger, cores, requests: traffic });
};
