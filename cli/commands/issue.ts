import type { Command } from 'commander';
import * as z from 'zod';
import { fieldProblems } from '../../shared/contract/codes.ts';
import { IssueRequest } from '../../shared/contract/issue-request.ts';
import { titleOf } from '../../shared/contract/titles.ts';
import { Fault } from '../../shared/domain/fault.ts';
import { bankFinder } from '../../shared/sheet/values/bank.ts';
import { isWrong } from '../../shared/sheet/values/reading.ts';
import { banksOf } from '../api/banks.ts';
import { does, type Place } from '../place.ts';
import { answerLine } from '../print/summaries.ts';
import { statedIn } from '../read/defaults.ts';
import { jsonOf } from '../read/file.ts';
import { orderOf } from '../read/order.ts';
import { collect, flag, text, texts } from './options.ts';
import { stated, states } from './stated-options.ts';

const Options = z.object({
  file: text,
  incident: text,
  bank: text,
  urgent: flag,
  card: text,
  account: text,
  wallet: text,
  merchant: text,
  serialTarget: text,
  holder: text,
  victim: text,
  victimId: text,
  victimPhone: text,
  transfer: texts,
  remark: text,
  historyReason: text,
  key: text,
  dryRun: flag,
  ...stated,
});
type Options = z.output<typeof Options>;

const record = z.record(z.string(), z.unknown());

/** A bank by its code, or by a name that people use. */
const bankCode = async ({ api }: Place, said: string): Promise<string> => {
  if (/^[A-Z0-9]{3,14}$/.test(said)) return said;
  const found = bankFinder(await banksOf(api)).find(said, undefined);
  if (!isWrong(found)) return found.value;
  const choices = (found.candidates ?? []).map(({ code, name }) => `${code} ${name}`).join('、');
  throw new Fault('invalid', 'usage-choice', { option: '--bank', choices });
};

const requestOf = async (place: Place, options: Options): Promise<Record<string, unknown>> => {
  const base = options.file === undefined ? { kind: 'stop', urgency: 'normal' } : record.parse(jsonOf(options.file));
  const { bank, reportedAt } = options;
  const named = bank === undefined ? options : { ...options, bank: await bankCode(place, bank) };
  const said = statedIn(options);
  return {
    ...base,
    ...orderOf(named, { ...said, ...(reportedAt ? { reportedAt } : {}), ...pick(options) }, place.moment()),
  };
};

const pick = ({ applicationType, approver }: Options) => ({
  ...(applicationType ? { applicationType } : {}),
  ...(approver ? { approver } : {}),
});

/** Says what the API would say of the form of a request, without sending it. @throws Fault invalid/fields */
const check = (request: unknown): void => {
  const { success, error } = IssueRequest.safeParse(request);
  if (success) return;
  const problem = { status: 400, code: 'fields', titles: titleOf('fields'), errors: fieldProblems(error) };
  throw new Fault('invalid', 'fields', { problem });
};

const issue = async (place: Place, options: Options): Promise<void> => {
  const { api, out, settings } = place;
  const request = await requestOf(place, options);
  if (options.dryRun) {
    check(request);
    process.stdout.write(`${JSON.stringify(request, null, settings.json ? 0 : 2)}\n`);
    return;
  }
  const { answer, replayed } = await api.post('/police/instructions', request, { key: options.key });
  const did = replayed ? '此前已签发' : answer.number > 1 ? '已并入未了的止付（补充转账）' : '已签发';
  out.say(answerLine(did, answer, settings.zone));
  out.tell({ ...answer, replayed });
};

export const issueCommand = (program: Command): void => {
  const command = program
    .command('issue')
    .description('签发紧急止付  issue an emergency stop-payment')
    .option(
      '--file <order.json>',
      '接口格式的指令，- 为标准输入；其余选项覆盖它 the request as JSON, - for stdin; other options override it',
    )
    .option('--incident <number>', '警情编号 incident number')
    .option('--bank <code|name>', '银行代码或名称 bank')
    .option('--urgent', '加急 urgent')
    .option('--card <number>', '止付卡号 card to stop')
    .option('--account <number>', '止付账号 account to stop')
    .option('--wallet <id>', '支付账户 wallet')
    .option('--merchant <id>', '商户号 merchant')
    .option('--serial-target <serial>', '只知流水号时 a transaction whose payee is unknown')
    .option('--holder <name>', '户名 holder')
    .option('--victim <name>', '被害人 victim')
    .option('--victim-id <number>', '被害人身份证号 resident id')
    .option('--victim-phone <number>', '被害人电话 telephone')
    .option(
      '--transfer <amount@time#serial>',
      '转账，如 "5万@2026-11-20 15:03"，可多次 a transfer, repeatable',
      collect,
    )
    .option('--remark <text>', '备注 remark')
    .option('--history-reason <text>', '其他案件止付过此账户时的理由 why, where other cases stopped this account')
    .option('--key <key>', '幂等键 Idempotency-Key')
    .option('--dry-run', '只检查并显示，不签发 check and show only');
  does(states(command), Options, issue);
};
