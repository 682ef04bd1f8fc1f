import { papersLetter, transferLetter } from './police-letters.ts';
import type { Reach } from './police-reach.ts';

/** What happens beside the way of an instruction: transfers added, papers filed, a withdrawal. Any of it may come too late, and then says so. */
export const asides = ({ entry, journal, post, pause }: Reach): Promise<void>[] => {
  const { plan } = entry;
  const later = async (ms: number, path: string, letter: () => unknown): Promise<void> => {
    await pause(ms);
    const { status, code } = await post(path, letter());
    if (status === 409) journal.note(entry, `police ${path}: ${code ?? status}`);
    else if (status >= 400) journal.trouble(entry, `police ${path}: ${status} ${code ?? ''}`);
  };
  const { later: more, papersMs, withdrawMs } = plan;
  return [
    ...more.map(({ afterMs, amount }, i) => later(afterMs, 'transfers', () => transferLetter(plan, amount, i))),
    ...(papersMs === undefined ? [] : [later(papersMs, 'papers', () => papersLetter(plan))]),
    ...(withdrawMs === undefined ? [] : [later(withdrawMs, 'withdrawal', () => ({ reason: '被害人称转账属实' }))]),
  ];
};
