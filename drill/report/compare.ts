import type { Core } from '../core/core.ts';
import type { Detail } from '../http/views.ts';
import type { Entry } from '../parties/journal.ts';
import type { Ledger } from './read-back.ts';

/** One thing on which the ledger and a bank's core system disagree. Amounts in fen, instants ISO 8601. */
export interface Difference {
  readonly id: string;
  readonly bank: string;
  readonly about: 'executions' | 'hold' | 'applied' | 'caught' | 'executedAt' | 'released' | 'outcome' | 'unknown';
  readonly ledger: string | number | null;
  readonly core: string | number | null;
}

export interface BankBooks {
  readonly bank: string;
  readonly executions: number;
  /** Money held, by the core system and by the ledger, in fen. */
  readonly coreCaught: number;
  readonly ledgerCaught: number;
}

type Found = Omit<Difference, 'id' | 'bank'>;

const iso = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());

const differ = (about: Found['about'], ledger: Found['ledger'], core: Found['core']): Found[] =>
  ledger === core ? [] : [{ about, ledger, core }];

const standing = ({ hold }: Detail) => (hold && hold.state !== 'struck' ? hold : undefined);

/** What the ledger says of one instruction against what the bank's books say. */
const compareOne = (id: string, { details, missing }: Ledger, core: Core): Found[] => {
  const detail = details.get(id);
  const executions = core.books.of(id);
  const [placed] = executions;
  if (!detail) return missing.has(id) ? [{ about: 'unknown', ledger: null, core: executions.length }] : [];
  const hold = standing(detail);
  const counted = differ('executions', hold ? 1 : 0, executions.length);
  const said = differ('outcome', detail.outcome, core.said(id)?.outcome ?? null);
  if (!hold || !placed) return [...counted, ...said];
  const released = hold.state === 'released' ? 'released' : 'held';
  return [
    ...counted,
    ...said,
    ...differ('applied', hold.applied, placed.applied),
    ...differ('caught', hold.caughtAtStart, placed.caught),
    ...differ('executedAt', iso(hold.startedAt), iso(placed.at)),
    ...differ('released', released, placed.releasedAt === undefined ? 'held' : 'released'),
  ];
};

const sum = (amounts: readonly number[]): number => amounts.reduce((total, each) => total + each, 0);

/** Every difference between the ledger and the cores, and each bank's totals side by side. */
export const compareBooks = (
  entries: readonly Entry[],
  ledger: Ledger,
  cores: ReadonlyMap<string, Core>,
): { differences: Difference[]; banks: BankBooks[] } => {
  const issued = entries.flatMap(({ id, plan }) => (id === undefined ? [] : [{ id, bank: plan.bank.code }]));
  const known = new Set(issued.map(({ id }) => id));
  const differences = issued.flatMap(({ id, bank }) => {
    const core = cores.get(bank);
    return core ? compareOne(id, ledger, core).map(found => ({ id, bank, ...found })) : [];
  });
  for (const [bank, { books }] of cores)
    for (const { instruction: id } of books.executions())
      if (!known.has(id)) differences.push({ id, bank, about: 'unknown', ledger: null, core: 1 });
  const banks = [...cores].map(([bank, { books }]): BankBooks => {
    const holds = issued.flatMap(one => {
      const detail = one.bank === bank ? ledger.details.get(one.id) : undefined;
      const hold = detail && standing(detail);
      return hold ? [hold] : [];
    });
    const executions = books.executions();
    return {
      bank,
      executions: executions.length,
      coreCaught: sum(executions.map(({ caught }) => caught)),
      ledgerCaught: sum(holds.map(({ caughtAtStart }) => caughtAtStart)),
    };
  });
  return { differences, banks: banks.filter(({ executions, ledgerCaught }) => executions + ledgerCaught > 0) };
};
