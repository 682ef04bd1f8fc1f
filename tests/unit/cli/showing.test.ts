import { describe, expect, test } from 'vitest';
import { deadQueues, queueNamed } from '../../../cli/aws/queues.ts';
import { failureLines, failureOf } from '../../../cli/failure.ts';
import { localFlag } from '../../../cli/local-flag.ts';
import { dataWords } from '../../../cli/print/event-data.ts';
import { endings } from '../../../cli/print/summaries.ts';
import { table } from '../../../cli/print/table.ts';
import { left, span } from '../../../cli/print/time.ts';
import { width } from '../../../cli/print/width.ts';
import { Fault } from '../../../shared/domain/fault.ts';

describe('columns', () => {
  test('a Chinese character takes two columns, a colour and a combining mark none', () => {
    expect([width('abc'), width('签收'), width('￥50'), width('\u001b[31m红\u001b[39m'), width('e\u0301')]).toEqual([
      3, 4, 4, 2, 1,
    ]);
  });

  test('rows line up under their heads whatever they are written in', () => {
    const rows = [
      { name: '农商行', n: 5 },
      { name: 'ICBC', n: 12 },
    ];
    const lines = table(
      [
        { head: '银行', of: row => row.name },
        { head: '数', of: row => String(row.n), right: true },
      ],
      rows,
    );
    expect(lines).toEqual(['银行    数', '农商行   5', 'ICBC    12']);
    expect(new Set(lines.map(width))).toEqual(new Set([10]));
  });

  test('text from elsewhere cannot steer the terminal', () => {
    const [, line = ''] = table([{ head: 'a', of: (text: string) => text }], ['\u001b[2J\u202ex\n']);
    expect(line).toBe('�[2J�x�');
  });
});

test('ids are cut to the shortest end that tells them apart', () => {
  const ids = ['01KJQ6T0ZV8Q4N9E2M5R7S3XWY', '01KJQ6T0ZV8Q4N9E2M5AAS3XWY'];
  expect(endings(ids.slice(0, 1))(ids[0] ?? '')).toBe('7S3XWY');
  expect(ids.map(endings(ids))).toEqual(['7S3XWY', 'AS3XWY']);
  const alike = ['01KJQ6T0ZV8Q4N9E2M5R7S3XWY', '01KJQ6T0ZV8Q4N9E2M5A7S3XWY'];
  expect(alike.map(endings(alike))).toEqual(['R7S3XWY', 'A7S3XWY']);
});

test('spans of time are told in the unit that fits', () => {
  expect([span(31), span(12_340), span(125_000), span(3_840_000), span(200_000_000)]).toEqual([
    '0.031 秒',
    '12.3 秒',
    '2 分 05 秒',
    '1 时 04 分',
    '2 天 7 时',
  ]);
  expect([left(61_000, 0), left(0, 61_000)]).toEqual(['剩 1 分 01 秒', '超 1 分 01 秒']);
});

test('an event tells its public part in words and leaves out what is for scripts', () => {
  const event = {
    number: 1,
    type: 'disposed',
    at: '',
    by: { org: 'ICBC', party: 'bank' },
    byPhone: false,
    details: null,
  };
  const data = {
    outcome: 'partial',
    code: '1200',
    caught: 123,
    executedAt: '2026-11-20T07:03:00.000Z',
    flags: ['x'],
  };
  expect(dataWords({ ...event, data }, 'Asia/Shanghai')).toBe(
    '余额不足，已止付　结果码 1200　止付 ￥1.23　执行于 11-20 15:03:00',
  );
});

describe('failures', () => {
  test('what nobody foresaw gives its name and none of its words', () => {
    const lines = failureLines(failureOf(new TypeError('cannot read 王小明 62306500000101')));
    expect(lines.join('\n')).toBe('系统内部错误，已记录　an internal error, on record\n  name: TypeError');
  });

  test('a problem of the API is told by its titles and its fields', () => {
    const problem = {
      status: 409,
      code: 'signed-by-another',
      titles: { zh: '已由同事签收', en: 'signed' },
      signer: 'QHRCB-02',
      id: 'x',
    };
    const failure = failureOf(new Fault('conflict', 'signed-by-another', { problem }));
    expect(failure).toMatchObject({ exit: 1, code: 'signed-by-another', more: { signer: 'QHRCB-02' } });
    expect(failureLines(failure)).toEqual(['已由同事签收　signed', '  signer: QHRCB-02']);
  });

  test('wrong use ends with 2, everything else with 1', () => {
    expect(failureOf(new Fault('invalid', 'usage-amount', { option: '--caught', zh: 'a', en: 'b' })).exit).toBe(2);
    expect(failureOf(new Fault('missing', 'not-running', { folder: 'data' })).exit).toBe(1);
  });
});

test('--local takes a folder only where one is meant', () => {
  expect(localFlag(['--local', 'export'])).toEqual(['--local=', 'export']);
  expect(localFlag(['export', '--local'])).toEqual(['export', '--local']);
  expect(localFlag(['--local', './data', 'export'])).toEqual(['--local', './data', 'export']);
});

test('dead letters are named as their runbook headings and lead back to their queues', () => {
  const outputs = {
    DeadLettersFollowUps: 'f-dead',
    QueueFollowUps: 'f',
    DeadLettersDirectBOCOM: 'd-dead',
    UndeliveredDirectBOCOM: 'd-undelivered',
    QueueDirectBOCOM: 'd',
    RelayFailures: 'r',
  };
  const queues = deadQueues({
    outputs,
    output: name => (({ ...outputs }) as Record<string, string>)[name] ?? '',
    with: () => {
      throw new Error('unused');
    },
  });
  expect(queues).toEqual([
    { name: 'follow-ups-dead-letters', from: 'f-dead', to: 'f' },
    { name: 'direct-BOCOM-dead-letters', from: 'd-dead', to: 'd' },
    { name: 'direct-BOCOM-undelivered', from: 'd-undelivered', to: 'd' },
    { name: 'relay-events-failures', from: 'r' },
  ]);
  expect(queueNamed(queues, 'follow-ups').from).toBe('f-dead');
  expect(queueNamed(queues, 'direct-bocom-undelivered').from).toBe('d-undelivered');
  expect(queueNamed(queues, 'relay-events').from).toBe('r');
  expect(() => queueNamed(queues, 'nothing')).toThrow(expect.objectContaining({ code: 'usage-queue' }));
});
