import { emptyBooks } from '../core/books.ts';
import { type Core, coreSystem } from '../core/core.ts';
import type { Caller } from '../http/caller.ts';
import type { CasePlan } from '../plan/plan.ts';
import type { Cast } from '../scenario/cast.ts';
import { bankDesk } from './bank-desk.ts';
import type { Journal } from './journal.ts';
import { liaisonDesk } from './liaison-desk.ts';
import type { Line } from './phone-line.ts';
import { policeDesk } from './police-desk.ts';
import { type Watch, watch } from './watch.ts';

export interface CompanyOptions {
  readonly cast: Cast;
  readonly journal: Journal;
  readonly call: Caller['call'];
  readonly pause: (ms: number) => Promise<void>;
  readonly signal: AbortSignal;
  /** How often lists are read, and how often single instructions are, real ms. */
  readonly listsMs: number;
  readonly onesMs: number;
  readonly settleMs: number;
}

/** Everybody who plays. */
export interface Company {
  /** Plays a case; resolves when all its instructions are where they should end, or their time is over. */
  readonly playCase: (plan: CasePlan) => Promise<void>;
  /** An organisation was paged. */
  readonly hear: (org: string, id: string) => void;
  /** Reads inboxes and lists until the run is over. */
  readonly run: () => Promise<unknown>;
  /** Resolves once no bank is at work on anything. */
  readonly idle: () => Promise<unknown>;
  readonly cores: ReadonlyMap<string, Core>;
}

const need = <T>(found: ReadonlyMap<string, T>, code: string): T => {
  const one = found.get(code);
  if (one === undefined) throw new Error(`nobody plays ${code}`);
  return one;
};

export const company = (options: CompanyOptions): Company => {
  const { cast, journal, call, pause, signal, listsMs, onesMs, settleMs } = options;
  const deps = { journal, call, pause, signal };

  const lines = new Map(
    Array.from(cast.banks.values(), ({ code: bank, officers, route }): [string, Line] => {
      const core = coreSystem(emptyBooks());
      // A bank's own system is sent no pages; it looks for itself.
      const everyMs = route === 'direct' ? onesMs : listsMs;
      return [bank, { core, desk: bankDesk({ ...deps, bank, officers, core, everyMs }) }];
    }),
  );
  const watches = new Map(
    [...cast.units.values()].flatMap(({ code, dispatchers: [player] }): [string, Watch][] => {
      if (!player) return [];
      const failed = (error: unknown): void => journal.partyTrouble(code, error);
      return [[code, watch({ get: path => call(player, 'GET', path), everyMs: listsMs, pause, signal, failed })]];
    }),
  );
  const police = policeDesk({
    ...deps,
    settleMs,
    watchOf: unit => need(watches, unit),
    lineTo: bank => need(lines, bank),
    liaison: liaisonDesk({ ...deps, coordinator: cast.coordinator, everyMs: onesMs }),
  });
  const desks = [...lines.values()].map(({ desk }) => desk);

  return {
    playCase: police.playCase,
    hear: (org, id) => {
      lines.get(org)?.desk.notice(id);
      watches.get(org)?.look(id);
    },
    run: () => Promise.allSettled([...desks, ...watches.values()].map(each => each.run())),
    idle: () => Promise.all(desks.map(desk => desk.idle())),
    cores: new Map(Array.from(lines, ([code, { core }]) => [code, core])),
  };
};
