import type { Summary } from '../http/views.ts';
import type { Seen } from './bank-next.ts';
import { phoneAnswerer } from './bank-phone.ts';
import { freshMemory, type Memory, type WorkDeps, workOn } from './bank-work.ts';
import { everyPage } from './every-page.ts';
import type { Entry } from './journal.ts';

export interface BankDesk {
  /** The bank was told of an instruction by its webhook. */
  readonly notice: (id: string) => void;
  /** The bank was rung up about an instruction, and will say later what it makes of what was entered. */
  readonly rung: (entry: Entry, id: string) => void;
  /** Reads the inbox until the run is over. */
  readonly run: () => Promise<void>;
  /** Resolves once nobody here is at work on anything. */
  readonly idle: () => Promise<void>;
}

export interface DeskOptions extends WorkDeps {
  readonly everyMs: number;
  readonly signal: AbortSignal;
}

const calmly = 4;

const restingAt = ({
  state,
  attempt,
  withdrawalAsked,
}: Pick<Summary, 'state' | 'attempt' | 'withdrawalAsked'>): string => `${state}/${attempt}/${withdrawalAsked}`;

/** The officers of one bank: they look into the inbox, take what is new, and work on each instruction apart from the others. */
export const bankDesk = (options: DeskOptions): BankDesk => {
  const { bank, officers, journal, call, pause, everyMs, signal } = options;
  const memories = new Map<string, Memory>();
  /** Where each was left, so that it is taken up again only when it has moved. */
  const resting = new Map<string, string>();
  const strangers = new Set<string>();
  const atWork = new Map<string, Promise<void>>();
  const calls = new Set<Promise<void>>();
  const wakers = new Map<string, () => void>();

  const memoryOf = (id: string): Memory => {
    const known = memories.get(id) ?? freshMemory();
    memories.set(id, known);
    return known;
  };

  const rest = async (id: string, ms: number): Promise<void> => {
    await Promise.race([pause(ms), new Promise<void>(wake => wakers.set(id, wake))]);
    wakers.delete(id);
  };

  const work = async (id: string): Promise<void> => {
    try {
      const seen: Seen | undefined = await workOn(options, id, { memoryOf, rest });
      if (seen) resting.set(id, restingAt(seen));
      else strangers.add(id);
    } catch (error) {
      journal.partyTrouble(bank, error);
    } finally {
      atWork.delete(id);
    }
  };

  const notice = (id: string): void => {
    if (atWork.has(id)) wakers.get(id)?.();
    else if (!strangers.has(id)) atWork.set(id, work(id));
  };

  const look = async (): Promise<void> => {
    const [first] = officers;
    if (!first) return;
    for (const seen of await everyPage(path => call(first, 'GET', path), '/bank/inbox'))
      if (atWork.has(seen.id) ? seen.withdrawalAsked : resting.get(seen.id) !== restingAt(seen)) notice(seen.id);
  };

  const answerPhone = phoneAnswerer(options);
  const answerCall = async (entry: Entry, id: string): Promise<void> => {
    await answerPhone(entry, id);
    memoryOf(id).phoned = true;
    resting.delete(id);
    notice(id);
  };

  return {
    notice,
    rung: (entry, id) => {
      const call = answerCall(entry, id)
        .catch((error: unknown) => journal.partyTrouble(bank, error))
        .finally(() => calls.delete(call));
      calls.add(call);
    },
    run: async () => {
      while (!signal.aborted) {
        const open = journal.open(bank);
        if (open !== undefined) await look().catch((error: unknown) => journal.partyTrouble(bank, error));
        // With everything in hand only a withdrawal can be news.
        await pause((open ?? 1) > atWork.size ? everyMs : everyMs * calmly);
      }
    },
    idle: async () => {
      while (calls.size + atWork.size > 0 && !signal.aborted) await Promise.allSettled([...calls, ...atWork.values()]);
    },
  };
};
