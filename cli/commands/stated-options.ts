import type { Command } from 'commander';
import { text } from './options.ts';

/** Schema of the options that `issue` and `import` share. */
export const stated = {
  defaults: text,
  handling: text,
  assisting: text,
  formNumber: text,
  formSha256: text,
  formFile: text,
  reason: text,
  reportedAt: text,
  applicationType: text,
  approver: text,
};

/** Adds the options by which two officers, form and reason are stated. */
export const states = (command: Command): Command =>
  command
    .option('--handling <name:number>', '经办民警 姓名:警号 handling officer')
    .option('--assisting <name:number>', '协查民警 姓名:警号 assisting officer')
    .option('--form-number <number>', '申请表编号 number of the application form')
    .option('--form-file <file>', '申请表文件，取其 SHA-256 the form itself, for its SHA-256')
    .option('--form-sha256 <hex>', '申请表 SHA-256')
    .option('--reason <text>', '止付事由 why')
    .option('--reported-at <time>', '报案时间 t0, the victim’s report')
    .option('--application-type <code>', '申请类型 00-05 (04, 05 后补手续)')
    .option('--approver <person>', '后补手续批准人编号 who let it out before its papers')
    .option('--defaults <file.json>', '以上各项的默认值文件 a file with the above');
