import type { State } from '../../shared/domain/instruction.ts';
import type { OrderPlan } from '../plan/plan.ts';

/** One order of the run: what is planned, and how far the players have seen it go. */
export interface Entry {
  readonly plan: OrderPlan;
  /** Once issued. */
  id?: string;
  state?: State;
  outcome?: string;
  /** `performance.now()` of the issue and of the end. */
  issuedAt?: number;
  endedAt?: number;
  /** Police wait for nothing more of it. */
  left?: true;
  /** What a player could not do, in the order in which it happened. */
  readonly troubles: string[];
  /** What went another way than planned, and may. */
  readonly notes: string[];
}

/** What the players know among themselves; the server has no part in it. */
export interface Journal {
  readonly entries: () => readonly Entry[];
  /** Takes an order up; its bank may expect it from now on. */
  readonly begin: (plan: OrderPlan) => Entry;
  readonly issued: (entry: Entry, id: string, state: State) => void;
  /** `outcome`: null where there is none, undefined where nobody looked. */
  readonly saw: (entry: Entry, state: State, outcome?: string | null) => void;
  readonly ended: (entry: Entry) => void;
  readonly trouble: (entry: Entry, what: string) => void;
  readonly note: (entry: Entry, what: string) => void;
  /** What went wrong for a party as a whole. */
  readonly partyTrouble: (party: string, error: unknown) => void;
  readonly partyTroubles: ReadonlyMap<string, string>;
  readonly byAccount: (bank: string, number: string) => Entry | undefined;
  /** How many orders to a bank have not come to their end; undefined while it has had none. */
  readonly open: (bank: string) => number | undefined;
}

const most = 10;

export const journal = (changed: (entry: Entry) => void): Journal => {
  const entries: Entry[] = [];
  const accounts = new Map<string, Entry>();
  const open = new Map<string, number>();
  const partyTroubles = new Map<string, string>();
  const count = (bank: string, by: number): void => void open.set(bank, (open.get(bank) ?? 0) + by);
  const keep = (list: string[], what: string): void => {
    if (list.length < most && list.at(-1) !== what) list.push(what);
  };
  return {
    entries: () => entries,
    begin: plan => {
      const entry: Entry = { plan, troubles: [], notes: [] };
      entries.push(entry);
      accounts.set(`${plan.bank.code}/${plan.target.number}`, entry);
      count(plan.bank.code, 1);
      return entry;
    },
    issued: (entry, id, state) => {
      Object.assign(entry, { id, state, issuedAt: performance.now() });
      changed(entry);
    },
    saw: (entry, state, outcome) => {
      const known = outcome === undefined ? entry.outcome : (outcome ?? undefined);
      if (entry.state === state && known === entry.outcome) return;
      entry.state = state;
      if (known === undefined) delete entry.outcome;
      else entry.outcome = known;
      changed(entry);
    },
    ended: entry => {
      if (entry.endedAt !== undefined) return;
      entry.endedAt = performance.now();
      count(entry.plan.bank.code, -1);
      changed(entry);
    },
    trouble: (entry, what) => keep(entry.troubles, what),
    note: (entry, what) => keep(entry.notes, what),
    partyTrouble: (party, error) =>
      void partyTroubles.set(party, error instanceof Error ? error.message : String(error)),
    partyTroubles,
    byAccount: (bank, number) => accounts.get(`${bank}/${number}`),
    open: bank => open.get(bank),
  };
};
