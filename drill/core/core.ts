import type { Books, Execution } from './books.ts';
import { refusal, type Statement, type Stop, success, unknownAccount } from './statement.ts';

export interface Core {
  /** Checks and executes, once for an instruction: asked again, it gives the first statement. */
  readonly stop: (order: Stop) => Statement;
  /** The last thing it said of an instruction. */
  readonly said: (instruction: string) => Statement | undefined;
  readonly executed: (instruction: string) => boolean;
  /** Lifts the stop; gives when that was, epoch ms, or undefined where there is none. */
  readonly release: (instruction: string) => number | undefined;
  readonly books: Books;
}

type Lie = NonNullable<NonNullable<ReturnType<Books['account']>>['lies']>;

/** What reaches the books of a bank that says something else. */
const written: Readonly<Record<Lie, (truth: Execution) => readonly Execution[]>> = {
  'not-executed': () => [],
  amount: truth => [{ ...truth, caught: Math.floor(truth.caught / 2) }],
  'executed-twice': truth => [truth, { ...truth }],
};

/** A bank's core system: its own accounts and clock; of the ledger it knows only what it is asked to do. */
export const coreSystem = (books: Books, clock: () => number = Date.now): Core => {
  /** By instruction; what was refused may be asked again in the next attempt. */
  const said = new Map<string, Statement>();
  const last = new Map<string, Statement>();

  const execute = (order: Stop): Statement => {
    const { instruction, account: number, amount: applied } = order;
    const at = clock();
    const account = books.account(number);
    if (!account) return unknownAccount(at);
    const refused = refusal(account, order, at);
    if (refused) return refused;
    const statement = success(account, applied, at);
    const truth: Execution = { instruction, account: number, at, applied, caught: statement.caught };
    for (const execution of account.lies ? written[account.lies](truth) : [truth]) books.place(execution);
    return statement;
  };

  return {
    stop: order => {
      const ofAttempt = `${order.instruction}/${order.attempt}`;
      const known = said.get(order.instruction) ?? said.get(ofAttempt);
      if (known) return known;
      const statement = execute(order);
      said.set(statement.caught === undefined ? ofAttempt : order.instruction, statement);
      last.set(order.instruction, statement);
      return statement;
    },
    said: instruction => last.get(instruction),
    executed: instruction => books.of(instruction).length > 0,
    release: instruction => books.release(instruction, clock()),
    books,
  };
};
