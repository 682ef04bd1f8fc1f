import type { Command } from 'commander';
import * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';
import { does } from '../place.ts';
import { statedIn } from '../read/defaults.ts';
import { jsonOf } from '../read/file.ts';
import { orderOf } from '../read/order.ts';
import { transferOf } from '../read/transfer.ts';
import { actOn, changes } from './act.ts';
import { changing, collect, given, needed, text, texts } from './options.ts';

const withId = (program: Command, name: string): Command => changes(program.command(name).argument('<id>'));

const transferCommand = (program: Command): void => {
  const command = withId(program, 'transfer')
    .description('补充转账  add a transfer to an open stop')
    .option('--transfer <amount@time#serial>', '如 "5万@2026-11-20 15:03"')
    .option('--remark <text>', '备注 remark');
  does(command, z.object({ ...changing, transfer: text, remark: text }), async (place, options, [id = '']) => {
    const { transfer } = needed({ transfer: options.transfer });
    const body = given({ transfer: transferOf('--transfer', transfer, place.moment()), remark: options.remark });
    await actOn(place, { desk: 'police', id, act: 'transfers', body, did: '已补充转账', options });
  });
};

const Correction = z.object({
  ...changing,
  file: text,
  holder: text,
  victim: text,
  victimId: text,
  victimPhone: text,
  transfer: texts,
  handling: text,
  assisting: text,
  formNumber: text,
  formSha256: text,
  formFile: text,
  remark: text,
});

const record = z.record(z.string(), z.unknown());

const correctCommand = (program: Command): void => {
  const command = withId(program, 'correct')
    .description('补正后重发，只写要改的  correct and send again; only what changes')
    .option('--file <correction.json>', '接口格式的补正，- 为标准输入 the correction as JSON, - for stdin')
    .option('--holder <name>', '户名 holder')
    .option('--victim <name>', '被害人 victim')
    .option('--victim-id <number>', '被害人身份证号 resident id')
    .option('--victim-phone <number>', '被害人电话 telephone')
    .option('--transfer <amount@time#serial>', '全部转账，可多次 every transfer, repeatable', collect)
    .option('--handling <name:number>', '经办民警 handling officer')
    .option('--assisting <name:number>', '协查民警 assisting officer')
    .option('--form-number <number>', '申请表编号 number of the form')
    .option('--form-file <file>', '申请表文件 the form itself')
    .option('--form-sha256 <hex>', '申请表 SHA-256')
    .option('--remark <text>', '备注 remark');
  does(command, Correction, async (place, options, [id = '']) => {
    const { victim, transfers, officers, form, remark } = orderOf(
      { ...options, urgent: false },
      statedIn(options),
      place.moment(),
    );
    const base = options.file === undefined ? {} : record.parse(jsonOf(options.file));
    const body = { ...base, ...given({ holder: options.holder, victim, transfers, officers, form, remark }) };
    if (Object.keys(body).length === 0) throw new Fault('invalid', 'usage-lacking', { options: '--holder …' });
    await actOn(place, { desk: 'police', id, act: 'correction', body, did: '已补正重发', options });
  });
};

const reasoned = (
  program: Command,
  { name, act, about, did }: { name: string; act: string; about: string; did: string },
): void => {
  const command = withId(program, name).description(about).option('--reason <text>', '理由 why');
  does(command, z.object({ ...changing, reason: text }), async (place, options, [id = '']) => {
    const body = needed({ reason: options.reason });
    await actOn(place, { desk: 'police', id, act, body, did, options });
  });
};

/** transfer, withdraw, correct, contest, confirm. */
export const policeActs = (program: Command): void => {
  transferCommand(program);
  reasoned(program, {
    name: 'withdraw',
    act: 'withdrawal',
    about: '撤回，或要求银行撤回  withdraw, or ask the bank to',
    did: '已提出撤回',
  });
  correctCommand(program);
  reasoned(program, {
    name: 'contest',
    act: 'contest',
    about: '对退回有异议，由联络点裁定  contest a return',
    did: '已提出异议',
  });
  const confirm = withId(program, 'confirm')
    .description('确认反馈并办结  confirm and close')
    .option('--remark <text>', '备注 remark');
  does(confirm, z.object({ ...changing, remark: text }), async (place, options, [id = '']) => {
    await actOn(place, {
      desk: 'police',
      id,
      act: 'confirmation',
      body: given({ remark: options.remark }),
      did: '已办结',
      options,
    });
  });
};
