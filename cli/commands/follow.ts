import { setTimeout as pause } from 'node:timers/promises';
import { isFault } from '../../shared/domain/fault.ts';
import { isOpen } from '../../shared/domain/instruction.ts';
import { type Desk, openOf } from '../api/desk.ts';
import { Detail, type Summary } from '../api/views.ts';
import type { Place } from '../place.ts';
import { paint } from '../print/out.ts';
import { endings, summaryTable } from '../print/summaries.ts';
import { fullTime } from '../print/time.ts';

export interface Following {
  readonly desk: Desk;
  /** Where open work is read: a bank's inbox records that it was seen. */
  readonly path: string;
  readonly everyMs: number;
  /** Ends as soon as nothing is open any more. */
  readonly untilEmpty: boolean;
  readonly bell: boolean;
}

const terminal = (): boolean => process.stdout.isTTY === true;

/** Whether a fault may be gone at the next look. */
const passing = (error: unknown): boolean => isFault(error, 'transient');

const changeLine = ({ id, stateName, bank, urgency, number }: Summary, zone: string): string =>
  `${fullTime(Date.now(), zone).slice(11, 19)}　${endings([id])(id)}　${bank}　${stateName}${urgency === 'urgent' ? '　加急' : ''}　第 ${number} 号事件`;

const redraw = (all: readonly Summary[], { settings, out }: Place, trouble: string): void => {
  const now = Date.now();
  const lines = all.length > 0 ? summaryTable(all, { zone: settings.zone, now }) : ['没有未了的指令  nothing is open'];
  process.stdout.write('\u001b[H\u001b[J');
  out.say(
    `${fullTime(now, settings.zone).slice(0, 19)}　Ctrl-C 结束`,
    '',
    ...lines,
    ...(trouble ? ['', paint('red', trouble)] : []),
  );
};

/** What changed since the last look; one that left the open work is read once more, to tell how it ended. */
const changed = async (
  { api }: Place,
  desk: Desk,
  before: ReadonlyMap<string, Summary>,
  now: readonly Summary[],
): Promise<Summary[]> => {
  const open = new Set(now.map(({ id }) => id));
  const gone = [...before.keys()].filter(id => !open.has(id));
  const ended = await Promise.all(gone.map(id => api.get(`/${desk}/instructions/${id}`, Detail)));
  const moved = now.filter(each => before.get(each.id)?.number !== each.number);
  return [...moved, ...ended.filter(({ state }) => !isOpen(state))];
};

/**
 * Follows open instructions until Ctrl-C: a table in a terminal, else a line (or a JSON text) for each change. An outage is told and waited out.
 * @throws Fault that will not pass by itself
 */
export const follow = async (place: Place, { desk, path, everyMs, untilEmpty, bell }: Following): Promise<void> => {
  const { api, out, settings } = place;
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  let known: ReadonlyMap<string, Summary> = new Map();
  let trouble = '';
  while (!stop.signal.aborted) {
    try {
      const open = await openOf(api, desk, path);
      const news = await changed(place, desk, known, open);
      if (trouble && !terminal()) out.note('已恢复  back again');
      trouble = '';
      if (bell && terminal() && open.some(({ id }) => !known.has(id))) process.stdout.write('\u0007');
      known = new Map(open.map(each => [each.id, each]));
      if (!terminal() || out.json) {
        for (const each of news) {
          out.say(changeLine(each, settings.zone));
          out.tell(each);
        }
      }
      if (untilEmpty && open.length === 0) return;
    } catch (error) {
      if (!passing(error)) throw error;
      if (!trouble && !terminal()) out.note('暂时连接不上，继续等待  cannot reach it now; waiting');
      trouble = '暂时连接不上，以上为此前所见  cannot reach it now; this was seen before';
    }
    if (terminal() && !out.json) redraw([...known.values()], place, trouble);
    await pause(everyMs, undefined, { signal: stop.signal }).catch(() => {});
  }
};
