import type { AccountPlan } from '../plan/plan.ts';

/** An account in the bank's own system. Amounts in fen. */
export interface Account extends AccountPlan {
  readonly number: string;
}

/** A stop placed for an instruction: what the core system really did. */
export interface Execution {
  readonly instruction: string;
  readonly account: string;
  /** Epoch ms. */
  readonly at: number;
  readonly applied: number;
  readonly caught: number;
  releasedAt?: number;
}

/** The bank's own books: append-only, and nobody else's. */
export interface Books {
  readonly open: (account: Account) => void;
  readonly account: (number: string) => Account | undefined;
  readonly place: (execution: Execution) => void;
  /** The stops placed for an instruction; a sound bank has at most one. */
  readonly of: (instruction: string) => readonly Execution[];
  readonly release: (instruction: string, at: number) => number | undefined;
  readonly executions: () => readonly Execution[];
}

export const emptyBooks = (): Books => {
  const accounts = new Map<string, Account>();
  const executions: Execution[] = [];
  const byInstruction = new Map<string, Execution[]>();
  const of = (instruction: string): Execution[] => byInstruction.get(instruction) ?? [];
  return {
    open: account => void accounts.set(account.number, account),
    account: number => accounts.get(number),
    place: execution => {
      executions.push(execution);
      byInstruction.set(execution.instruction, [...of(execution.instruction), execution]);
    },
    of,
    release: (instruction, at) => {
      const [execution] = of(instruction);
      if (!execution) return undefined;
      execution.releasedAt ??= at;
      return execution.releasedAt;
    },
    executions: () => executions,
  };
};
