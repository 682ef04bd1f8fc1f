import type { Answer } from '../http/caller.ts';
import { Summary } from '../http/views.ts';
import { everyPage } from './every-page.ts';

export interface WatchOptions {
  readonly get: (path: string) => Promise<Answer>;
  readonly everyMs: number;
  readonly pause: (ms: number) => Promise<void>;
  readonly signal: AbortSignal;
  readonly failed: (error: unknown) => void;
}

/** A unit's eye on its instructions: one reading of the list serves everybody who waits. */
export interface Watch {
  /** Resolves with what an instruction has become once its events go beyond `number`; undefined when `ms` or the run are over. */
  readonly changed: (id: string, number: number, ms: number) => Promise<Summary | undefined>;
  /** Somebody says that an instruction has moved. */
  readonly look: (id: string) => void;
  readonly run: () => Promise<void>;
}

interface Waiting {
  readonly beyond: number;
  readonly tell: (seen: Summary | undefined) => void;
}

export const watch = ({ get, everyMs, pause, signal, failed }: WatchOptions): Watch => {
  const waiting = new Map<string, Waiting>();

  const offer = (seen: Summary): void => {
    const waits = waiting.get(seen.id);
    if (!waits || seen.number <= waits.beyond) return;
    waits.tell(seen);
  };

  const readOne = async (id: string): Promise<void> => {
    const { status, body } = await get(`/police/instructions/${id}`);
    if (status === 200) offer(Summary.parse(body));
  };

  const readAll = async (): Promise<void> => {
    const before = [...waiting.keys()];
    const listed = await everyPage(get, '/police/instructions');
    for (const seen of listed) offer(seen);
    // What is no longer in the list of open work has ended.
    const open = new Set(listed.map(({ id }) => id));
    await Promise.all(before.filter(id => !open.has(id) && waiting.has(id)).map(readOne));
  };

  signal.addEventListener('abort', () => {
    for (const { tell } of [...waiting.values()]) tell(undefined);
  });

  return {
    changed: (id, number, ms) =>
      new Promise(resolve => {
        const tell = (seen: Summary | undefined): void => {
          clearTimeout(late);
          waiting.delete(id);
          resolve(seen);
        };
        const late = setTimeout(tell, Math.max(0, ms), undefined);
        waiting.set(id, { beyond: number, tell });
        if (signal.aborted) tell(undefined);
      }),
    look: id => {
      if (waiting.has(id)) readOne(id).catch(failed);
    },
    run: async () => {
      while (!signal.aborted) {
        if (waiting.size > 0) await readAll().catch(failed);
        await pause(everyMs);
      }
    },
  };
};
