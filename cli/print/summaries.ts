import { stateNames } from '../../shared/domain/instruction.ts';
import { missingItems, outcomes } from '../../shared/domain/outcomes.ts';
import type { Answered, Summary } from '../api/views.ts';
import { flagWords, markWords } from './names.ts';
import { paint } from './out.ts';
import { type Column, table } from './table.ts';
import { left, shortTime } from './time.ts';

const shortest = 6;

/** The end of an id that tells it from the others shown with it. */
export const endings = (ids: readonly string[]): ((id: string) => string) => {
  let length = shortest;
  while (length < 26 && new Set(ids.map(id => id.slice(-length))).size < new Set(ids).size) length += 1;
  return id => id.slice(-length);
};

const nameOf = (names: Readonly<Record<string, string>>, key: string): string => names[key] ?? key;
const outcomeOf = (key: string): string => Object.entries(outcomes).find(([name]) => name === key)?.[1].zh ?? key;

/** What somebody should know before opening it. */
const remarks = ({ missing, outcome, marks, contested, withdrawalAsked, flags, route }: Summary): string =>
  [
    ...(missing ? [nameOf(missingItems, missing)] : []),
    ...(outcome ? [outcomeOf(outcome)] : []),
    ...marks.map(mark => nameOf(markWords, mark)),
    ...(contested ? ['有争议'] : []),
    ...(withdrawalAsked ? ['要求撤回'] : []),
    ...(route === 'platform' ? ['经全国平台'] : []),
    ...flags.map(flag => nameOf(flagWords, flag)),
  ].join('、');

const overdue = ({ dueAt }: Summary, now: number): boolean => dueAt !== null && Date.parse(dueAt) < now;

/** Lines of a list of instructions. */
export const summaryTable = (all: readonly Summary[], { zone, now }: { zone: string; now: number }): string[] => {
  const ending = endings(all.map(({ id }) => id));
  const columns: Column<Summary>[] = [
    { head: '编号', of: ({ id }) => ending(id) },
    { head: '警情编号', of: ({ incidentNumber }) => incidentNumber },
    { head: '单位', of: ({ unit }) => unit },
    { head: '银行', of: ({ bank }) => bank },
    {
      head: '签发',
      of: ({ clocks }) => (typeof clocks.issuedAt === 'string' ? shortTime(Date.parse(clocks.issuedAt), zone) : ''),
    },
    { head: '状态', of: ({ stateName, attempt }) => (attempt > 1 ? `${stateName}（第 ${attempt} 次）` : stateName) },
    {
      head: '紧急',
      of: ({ urgency }) => (urgency === 'urgent' ? '加急' : ''),
      paint: (text, { urgency }) => (urgency === 'urgent' ? paint('yellow', text) : text),
    },
    {
      head: '期限',
      of: ({ dueAt }) => (dueAt ? left(Date.parse(dueAt), now) : ''),
      paint: (text, row) => (overdue(row, now) ? paint('red', text) : text),
    },
    { head: '签收人', of: ({ signer }) => signer ?? '' },
    { head: '备注', of: remarks },
  ];
  return table(columns, all);
};

/** One line about what a command did. */
export const answerLine = (did: string, { id, state, number, dueAt }: Answered, zone: string): string => {
  const due = dueAt === null ? '' : `，下一期限 ${shortTime(Date.parse(dueAt), zone)}`;
  return `${did}　${id}　状态 ${stateNames[state]}，第 ${number} 号事件${due}`;
};
