import { parseInstant } from '../../shared/domain/instant.ts';
import { checkedItems, missingItems, outcomes } from '../../shared/domain/outcomes.ts';
import type { TimelineEvent } from '../api/views.ts';
import { yuan } from './money.ts';
import { markWords } from './names.ts';
import { shortTime } from './time.ts';

type Words = (value: unknown, zone: string) => string;

const money =
  (name: string): Words =>
  value =>
    typeof value === 'number' ? `${name} ${yuan(value)}` : '';

/** ISO 8601, as the API answers instants. */
const time =
  (name: string): Words =>
  (value, zone) => {
    const at = typeof value === 'string' ? parseInstant(value) : undefined;
    return at === undefined ? '' : `${name} ${shortTime(at, zone)}`;
  };

const named =
  (names: Readonly<Record<string, string>>): Words =>
  value =>
    typeof value === 'string' ? (names[value] ?? value) : '';

const when =
  (yes: string, no = ''): Words =>
  value =>
    value === true ? yes : no;

const outcomeNames = Object.fromEntries(Object.entries(outcomes).map(([name, { zh }]) => [name, zh]));

const clockNames = {
  dispatch: '派出',
  delivery: '送达',
  acknowledge: '签收',
  dispose: '处置',
  report: '反馈',
  correct: '补正',
  confirm: '确认',
  ruling: '裁定',
  paper: '补手续',
  phone: '电话代录',
  withdraw: '答复撤回',
  release: '解除',
};

const people: Words = value =>
  Array.isArray(value) ? value.flatMap(each => (typeof each?.person === 'string' ? [each.person] : [])).join('、') : '';

/** How each member of an event's public part is told; what is not here is for scripts. */
const words: Readonly<Record<string, Words>> = {
  outcome: named(outcomeNames),
  missing: named(missingItems),
  mismatch: named(checkedItems),
  mark: named(markWords),
  code: value => (typeof value === 'string' ? `结果码 ${value}` : ''),
  amount: money('金额'),
  total: money('合计'),
  applied: money('应止付'),
  caught: money('止付'),
  executedAt: time('执行于'),
  releasedAt: time('解除于'),
  clock: named(clockNames),
  signer: value => (typeof value === 'string' ? `签收人 ${value}` : ''),
  from: value => (typeof value === 'string' ? `原签收人 ${value}` : ''),
  onward: value => (typeof value === 'number' && value > 0 ? `后续转账 ${value} 笔` : ''),
  executed: when('已执行', '未执行'),
  returnStands: when('退回成立', '退回不成立'),
  stands: when('成立', '不成立'),
  late: when('迟到'),
  people,
  nobody: value => (typeof value === 'string' ? '无人可呼叫' : ''),
  channel: value => (typeof value === 'string' ? value : ''),
};

/** The public part of an event in words. */
export const dataWords = ({ data }: TimelineEvent, zone: string): string =>
  Object.entries(words)
    .filter(([name]) => Object.hasOwn(data, name))
    .map(([name, tell]) => tell(data[name], zone))
    .filter(text => text)
    .join('　');
