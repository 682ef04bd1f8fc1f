import type { Answer } from '../http/caller.ts';
import type { Detail } from '../http/views.ts';
import type { Entry, Journal } from './journal.ts';

/** How police act on one instruction of theirs. */
export interface Reach {
  readonly entry: Entry;
  readonly id: string;
  readonly journal: Journal;
  /** Sends to the instruction. */
  readonly post: (path: string, body: unknown) => Promise<Answer>;
  readonly read: () => Promise<Detail>;
  readonly pause: (ms: number) => Promise<void>;
}

/** Sends; a refusal is trouble, since nothing in the plan allows for it. */
export const tell = async ({ entry, journal, post }: Reach, path: string, body: unknown): Promise<boolean> => {
  const { status, code } = await post(path, body);
  if (status >= 400) journal.trouble(entry, `police ${path}: ${status} ${code ?? ''}`);
  return status < 400;
};
