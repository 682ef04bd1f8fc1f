import type { Entry } from '../parties/journal.ts';
import type { Show } from '../play.ts';
import { countsLine, type Picture, picture } from './table.ts';
import { cut } from './width.ts';
import { amountOf, seconds, stateOf, yuan } from './words.ts';

/** Where a run is shown: a terminal, or anything that takes text. */
export interface Screen {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean;
  readonly rows?: number;
  readonly columns?: number;
}

const redrawMs = 200;
const sparseMs = 5_000;
/** Runs of at most so many instructions are told step by step where nothing can be redrawn. */
const toldOneByOne = 20;

/** A table that is drawn again in place. */
const onTerminal = (screen: Screen): Show => {
  let run: Picture | undefined;
  let drawn = 0;
  let timer: NodeJS.Timeout | undefined;
  const draw = (): void => {
    if (!run) return;
    // A line that wraps would spoil the next drawing.
    const lines = picture(run, (screen.rows ?? 30) - 8).map(line => cut(line, (screen.columns ?? 120) - 1));
    const up = drawn > 0 ? `\x1b[${drawn}A` : '';
    screen.write(`${up}${lines.map(line => `\x1b[2K${line}\n`).join('')}\x1b[0J`);
    drawn = lines.length;
  };
  return {
    began: ({ scenario, planned, journal }) => {
      run = { name: scenario.name, planned, entries: journal.entries(), began: performance.now() };
      timer = setInterval(draw, redrawMs);
    },
    changed: () => {},
    ended: () => {
      clearInterval(timer);
      draw();
    },
  };
};

/** A few lines, for logs and pipes. */
const asLines = (screen: Screen): Show => {
  let began = 0;
  let timer: NodeJS.Timeout | undefined;
  let steps = false;
  const say = (line: string): unknown => screen.write(`${seconds(began, undefined).padStart(8)}  ${line}\n`);
  const step = (entry: Entry): void => {
    if (entry.state === undefined || entry.left) return;
    const { incidentNumber, bank } = entry.plan;
    say([incidentNumber, bank.name, yuan(amountOf(entry)), stateOf(entry)].join('　'));
  };
  return {
    began: ({ scenario, planned, journal }) => {
      began = performance.now();
      steps = planned <= toldOneByOne;
      say(`演练 ${scenario.name.zh}  ${scenario.name.en}`);
      if (!steps) timer = setInterval(() => say(countsLine({ entries: journal.entries(), planned })), sparseMs);
    },
    changed: entry => {
      if (steps) step(entry);
    },
    ended: () => clearInterval(timer),
  };
};

/** Shows a run on a screen while it goes on. */
export const showOn = (screen: Screen): Show => (screen.isTTY ? onTerminal(screen) : asLines(screen));
