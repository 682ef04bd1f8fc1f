import type { Command } from 'commander';
import * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';
import { checkedItems, type Outcome, outcomes } from '../../shared/domain/outcomes.ts';
import { does, type Place } from '../place.ts';
import { jsonOf } from '../read/file.ts';
import { instantText } from '../read/instant.ts';
import { fenOf } from '../read/money.ts';
import { actOn, changes } from './act.ts';
import { changing, chosen, given, needed, text } from './options.ts';

const disposal = {
  outcome: text,
  code: text,
  executedAt: text,
  caught: text,
  applied: text,
  balanceBefore: text,
  mismatch: text,
  priorOrgan: text,
  priorMode: text,
  priorUntil: text,
  priorAmount: text,
  technicalReason: text,
  businessReason: text,
};
const Options = z.object({ ...changing, ...disposal, file: text });
type Options = z.output<typeof Options>;

const outcomeNames = {
  full: outcomes.full.zh,
  partial: outcomes.partial.zh,
  empty: outcomes.empty.zh,
  'already-stopped': outcomes['already-stopped'].zh,
  'prior-freeze': outcomes['prior-freeze'].zh,
  mismatch: outcomes.mismatch.zh,
  'white-listed': outcomes['white-listed'].zh,
  'count-exceeded': outcomes['count-exceeded'].zh,
  'technical-failure': outcomes['technical-failure'].zh,
} as const satisfies Record<Outcome, string>;

/** The platform's code where the outcome has only one. @throws Fault invalid/usage-lacking */
const codeOf = (outcome: Outcome, code: string | undefined): string => {
  const { codes } = outcomes[outcome];
  const [only, ...others] = codes;
  if (code !== undefined) return code;
  if (only === undefined || others.length > 0)
    throw new Fault('invalid', 'usage-lacking', { options: `--code (${codes.join(' ')})` });
  return only;
};

const amount = (option: string, said: string | undefined): number | undefined =>
  said === undefined ? undefined : fenOf(option, said, { orZero: true });

const bodyOf = (options: Options, place: Place): Record<string, unknown> => {
  const { outcome: said, 'executed-at': executedAt } = needed({
    outcome: options.outcome,
    'executed-at': options.executedAt,
  });
  const outcome = chosen('--outcome', said, outcomeNames);
  const { priorOrgan, priorMode, priorUntil, priorAmount, mismatch, technicalReason, businessReason } = options;
  const moment = place.moment();
  // The end of another organ's freeze lies ahead, so it is given whole, with its offset.
  const prior = given({
    organ: priorOrgan,
    mode: priorMode,
    until: priorUntil,
    amount: amount('--prior-amount', priorAmount),
  });
  return given({
    outcome,
    code: codeOf(outcome, options.code),
    executedAt: instantText('--executed-at', executedAt, moment),
    caught: amount('--caught', options.caught),
    applied: amount('--applied', options.applied),
    balanceBefore: amount('--balance-before', options.balanceBefore),
    mismatch: mismatch === undefined ? undefined : chosen('--mismatch', mismatch, checkedItems),
    prior: Object.keys(prior).length > 0 ? prior : undefined,
    technicalReason,
    businessReason,
  });
};

const dispose = async (place: Place, options: Options, [id = '']: readonly string[]): Promise<void> => {
  const body = options.file === undefined ? bodyOf(options, place) : jsonOf(options.file);
  await actOn(place, { desk: 'bank', id, act: 'disposal', body, did: '已处置', options });
};

export const disposeCommand = (program: Command): void => {
  const list = Object.entries(outcomeNames)
    .map(([name, zh]) => `${name} ${zh}`)
    .join('、');
  const command = changes(program.command('dispose').argument('<id>'))
    .description('登记处置结果，金额按元  record the outcome; amounts in yuan')
    .option('--outcome <outcome>', list)
    .option('--executed-at <time>', '执行时间，如 15:03 或 now when it was done')
    .option('--caught <yuan>', '止付金额，如 5万、50000.00 amount stopped')
    .option('--code <code>', '平台四位结果码 the platform’s result code')
    .option('--applied <yuan>', '应止付金额 amount applied')
    .option('--balance-before <yuan>', '止付前余额 balance before')
    .option('--mismatch <item>', 'name 户名、account 账号、amount 金额、time 时间')
    .option('--prior-organ <name>', '在先冻结机关 who froze it before')
    .option('--prior-mode <mode>', 'limited 限额、whole 全额')
    .option('--prior-until <time>', '在先冻结到期，如 2027-05-20T00:00:00+08:00')
    .option('--prior-amount <yuan>', '在先冻结金额')
    .option('--technical-reason <text>', '技术原因 technical reason')
    .option('--business-reason <text>', '业务原因 business reason')
    .option('--file <disposal.json>', '接口格式，- 为标准输入 the disposal as JSON, - for stdin');
  does(command, Options, dispose);
};
