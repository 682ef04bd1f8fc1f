import type { Finding, Reason, RecordReport } from '../../shared/app/record-report.ts';
import type { Title } from '../../shared/contract/titles.ts';
import { tame } from './table.ts';

const reasonWords: Readonly<Record<Reason, Title>> = {
  hash: { zh: '事件被改动', en: 'the event was altered' },
  prev: { zh: '与前一事件不相连', en: 'it is not linked to the one before' },
  number: {
    zh: '事件缺失、重复、错位或属于别的指令',
    en: 'an event is missing, repeated, misplaced or of another instruction',
  },
  order: { zh: '记录时间早于前一事件', en: 'it was recorded before the one before it' },
  commitment: { zh: '私密部分与承诺不符', en: 'its private part is not the one committed to' },
  'order-altered': { zh: '指令正文被改动', en: 'the order is not the one in event 1' },
  'cut-off': { zh: '链在此之前被截断', en: 'the chain ends before this event' },
  state: { zh: '状态少计了事件', en: 'the state counts fewer events than there are' },
  'state-altered': { zh: '状态与事件推出的不符', en: 'the state is not what the events make' },
  signature: { zh: '签名不成立', en: 'the signature does not hold' },
  seal: { zh: '不在当日日封之内', en: 'the event is not in the head of that day' },
  'seal-repeated': { zh: '两条指令占用同一日封条目', en: 'two lines claim the same entry of a head' },
  'head-missing': { zh: '缺少当日日封', en: 'the head of that day is not there' },
  'head-hash': { zh: '日封被改动', en: 'the head was altered' },
  'head-link': {
    zh: '日封与前一日不相连（节选请加 --excerpt）',
    en: 'the head is not linked to the one before (an excerpt? --excerpt)',
  },
  'entries-missing': {
    zh: '日封中的条目没有对应的指令（节选请加 --excerpt）',
    en: 'the head holds entries that no line proved (an excerpt? --excerpt)',
  },
  unreadable: { zh: '不是导出的格式', en: 'it is not of the form of an export' },
};

const findingLine = ({ line, instruction, event, day, reason, missing }: Finding): string => {
  const place = [
    `第 ${line} 行 line`,
    ...(instruction === undefined ? [] : [`指令 ${tame(instruction)}`]),
    ...(event === undefined ? [] : [`第 ${event} 号事件 event`]),
    ...(day === undefined ? [] : [`${tame(day)} 日封 head`]),
    ...(missing === undefined ? [] : [`缺 ${missing} 条 missing`]),
  ];
  const { zh, en } = reasonWords[reason];
  return `${place.join('　')}：${zh}　${en} [${reason}]`;
};

const shown = 10;

/** What was proved, and the first thing that is wrong. */
export const reportLines = (report: RecordReport): { lines: string[]; ok: boolean } => {
  const { ok, instructions, events, heads, opened, erased, signatures, unproved, sealed, unsealed, findings, broken } =
    report;
  const counts = [
    `指令 ${instructions} 条 instructions　事件 ${events} 个 events　日封 ${heads} 天 heads`,
    `私密部分 private parts　相符 ${opened} proved　已删除或未附 ${erased} erased or left out`,
    `签名 signatures　有效 ${signatures} proved　未验证 ${unproved} not proved`,
    `日封条目 in daily heads　${sealed} proved　之后的事件 ${unsealed} younger events`,
  ];
  const verdict = ok ? '记录完整，未见改动　the record is sound' : `记录有 ${broken} 处不成立　the record is broken`;
  const more = broken > shown ? [`…… 另有 ${broken - shown} 处 more`] : [];
  return { ok, lines: [verdict, ...findings.slice(0, shown).map(findingLine), ...more, ...counts] };
};
