import { type State, stateNames } from '../../shared/domain/instruction.ts';
import type { Entry } from '../parties/journal.ts';
import { cut, padded, padStart } from './width.ts';
import { amountOf, seconds, stateOf, yuan } from './words.ts';

export interface Picture {
  readonly name: { readonly zh: string; readonly en: string };
  readonly planned: number;
  readonly entries: readonly Entry[];
  /** `performance.now()` at the beginning. */
  readonly began: number;
}

const order: readonly State[] = ['issued', 'acknowledged', 'returned', 'disposed', 'reported', 'closed', 'withdrawn'];

/** How many are where, in one line. */
export const countsLine = ({ entries, planned }: Pick<Picture, 'entries' | 'planned'>): string => {
  const counts = new Map<State, number>();
  for (const { state } of entries) if (state) counts.set(state, (counts.get(state) ?? 0) + 1);
  const parts = order.flatMap(state => (counts.get(state) ? [`${stateNames[state]} ${counts.get(state)}`] : []));
  const issued = entries.filter(({ id }) => id !== undefined).length;
  return [`签发 issued ${issued}/${planned}`, ...parts].join('　');
};

const row = (entry: Entry): string => {
  const { plan } = entry;
  const line = [
    padded(cut(plan.incidentNumber, 24), 25),
    padded(cut(plan.bank.name, 20), 21),
    padStart(yuan(amountOf(entry)), 15),
    `  ${padded(cut(stateOf(entry), 32), 33)}`,
    padStart(seconds(entry.issuedAt, entry.endedAt), 11),
  ];
  return line.join('');
};

const head = `${padded('警情编号 incident', 25)}${padded('银行 bank', 21)}${padStart('金额 amount', 15)}  ${padded('状态 state', 33)}${padStart('用时 time', 11)}`;

/** The rows worth looking at: what is under way, then what ended last. */
const shown = (entries: readonly Entry[], most: number): readonly Entry[] => {
  if (entries.length <= most) return entries;
  const open = entries.filter(({ endedAt }) => endedAt === undefined).slice(-most);
  const room = most - open.length;
  const ended = room > 0 ? entries.filter(({ endedAt }) => endedAt !== undefined).slice(-room) : [];
  return [...ended, ...open];
};

/** The state of a run as lines for a terminal. */
export const picture = (run: Picture, rows: number): string[] => {
  const { name, entries, began } = run;
  const visible = shown(entries, Math.max(1, rows));
  const hidden = entries.length - visible.length;
  return [
    `演练 ${name.zh}  ${name.en}　${seconds(began, undefined)}`,
    '',
    head,
    ...visible.map(row),
    ...(hidden > 0 ? [`…… 另有 ${hidden} 条  and ${hidden} more`] : []),
    '',
    countsLine(run),
  ];
};
