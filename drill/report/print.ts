import { type Interval, intervals } from '../../shared/domain/clocks.ts';
import { stateNames } from '../../shared/domain/instruction.ts';
import { padded, padStart } from '../live/width.ts';
import { yuan } from '../live/words.ts';
import type { Clocks } from './clocks.ts';
import type { Difference } from './compare.ts';
import type { DrillReport } from './report.ts';

const english: Readonly<Record<Interval, string>> = {
  issueToDispatched: 'issued → dispatched',
  dispatchedToDelivered: 'dispatched → delivered',
  deliveredToAcknowledged: 'delivered → signed for',
  acknowledgedToExecuted: 'signed for → executed',
  executedToReported: 'executed → reported',
  issueToReported: 'issued → reported',
};

const abouts: Readonly<Record<Difference['about'], string>> = {
  executions: '执行次数 executions',
  hold: '止付 hold',
  applied: '申请金额 applied',
  caught: '止住金额 caught',
  executedAt: '执行时间 executed at',
  released: '解除 release',
  outcome: '结果 outcome',
  unknown: '台账中没有 not in the ledger',
};

const span = (ms: number | null): string =>
  ms === null ? '—' : Math.abs(ms) < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;

const clockLines = (clocks: Clocks): string[] => {
  const names = Object.keys(intervals) as Interval[];
  const line = (label: string, ...cells: string[]): string =>
    `  ${padded(label, 40)}${cells.map(cell => padStart(cell, 10)).join('')}`;
  return [
    line('时限 clocks', '次数 n', 'p50', 'p90', 'p99'),
    ...names.map(name => {
      const { count, p50, p90, p99 } = clocks[name];
      return line(`${intervals[name]} ${english[name]}`, String(count), span(p50), span(p90), span(p99));
    }),
  ];
};

const differenceLine = ({ id, bank, about, ledger, core }: Difference): string =>
  `  ${bank} ${id}　${abouts[about]}：台账 ledger ${ledger ?? '—'}，核心 core ${core ?? '—'}`;

const notClosedLines = ({ notClosed }: DrillReport): string[] =>
  notClosed.length === 0
    ? ['应办结的都已办结  Everything that should have closed did']
    : [
        `应办结而未办结 ${notClosed.length} 条  Not closed though they should be:`,
        ...notClosed.map(
          ({ id, bank, incidentNumber, state, why }) =>
            `  ${id ?? incidentNumber} ${bank}　${state ? stateNames[state] : '未签发'}　${why.zh}  ${why.en}`,
        ),
      ];

const bookLines = ({ booksAgree, differences, banks }: DrillReport): string[] => [
  ...(booksAgree
    ? ['台账与各行核心一致  Ledger and core systems agree']
    : [
        `台账与核心不一致 ${differences.length} 处  Ledger and core systems differ:`,
        ...differences.map(differenceLine),
      ]),
  ...banks.map(
    ({ bank, executions, coreCaught, ledgerCaught }) =>
      `  ${padded(bank, 10)} 执行 executions ${executions}　核心 core ${yuan(coreCaught)}　台账 ledger ${yuan(ledgerCaught)}`,
  ),
];

const verdict = ({ ok, endedEarly }: DrillReport): string => {
  if (ok) return '✓ 演练通过  passed';
  return endedEarly ? '— 演练提前结束  ended early' : '✗ 演练未通过  failed';
};

/** The end of a run for a reader, in Chinese and English. */
export const printed = (report: DrillReport): string => {
  const { instructions, closed, withdrawn, leftToTime, leftOpen, elapsedMs, requests, loopsPerSecond } = report;
  const planned = [
    ...(leftToTime > 0 ? [`待系统到时办结 left to the clock ${leftToTime}`] : []),
    ...(leftOpen > 0 ? [`按剧本未结 open as planned ${leftOpen}`] : []),
  ];
  return [
    '',
    `${verdict(report)}　${report.scenario.zh}  ${report.scenario.en}　${span(elapsedMs)}`,
    `  指令 instructions ${instructions}　办结 closed ${closed}　撤回 withdrawn ${withdrawn}${planned.map(each => `　${each}`).join('')}`,
    `  每秒闭环 closed loops per second ${loopsPerSecond}　请求 requests ${requests.sent}（重试 retried ${requests.retried}）`,
    '',
    ...clockLines(report.clocks),
    '',
    ...notClosedLines(report),
    ...bookLines(report),
    '',
  ].join('\n');
};
