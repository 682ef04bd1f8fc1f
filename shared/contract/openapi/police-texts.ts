import type { policeCommands, policeReadings } from '../routes/police.ts';
import { disposalExample, issueExample, phoneExample, reportExample, transferExample } from './examples.ts';
import type { OperationText } from './operation-text.ts';

type Name = keyof typeof policeReadings | keyof typeof policeCommands | 'issue';

const platformOnly =
  'Only for an instruction on the route `platform`, whose bank has nobody here: what the platform answered.';

export const policeTexts = {
  list: {
    summary: 'List instructions · 指令列表',
    description:
      'A unit lists its own, newest first: what is open, or everything, or one case. The liaison point lists every bank’s, bank after bank. With `bank` only that bank’s; a page may then hold fewer than there are, or none, and still have a next one.',
  },
  banks: { summary: 'List the county’s banks · 银行目录' },
  read: {
    summary: 'Read one instruction with its timeline · 指令详情',
    description: 'The liaison point is answered without names, accounts and amounts.',
    faults: { 404: ['instruction'] },
  },
  sheet: {
    summary: 'The instruction in the national platform’s fields · 平台填报单',
    description: 'For the officer who types it into the platform. Codes that only the platform knows are null.',
    faults: { 403: ['not-yours-to-do'], 404: ['instruction', 'details-erased'] },
  },
  issue: {
    summary: 'Issue an emergency stop-payment · 签发紧急止付',
    description:
      'Answers 201 with a new instruction; or 200 where the case has a stop open on the account already, to which the transfers are then added.',
    example: issueExample,
    faults: {
      400: [
        'bank-unknown',
        'instant-in-future',
        'late-papers-not-allowed',
        'approver-unknown',
        'parent-unknown',
        'fen-range',
      ],
      403: ['case-of-another-unit', 'not-yours-to-do'],
      409: [
        'third-stop',
        'duplicate-transfer',
        'transfers-overtaken',
        'history-needs-reason',
        'illegal-act',
        'new-instruction-needed',
      ],
    },
  },
  addTransfer: {
    summary: 'Add a transfer to an open stop · 补充转账',
    example: transferExample,
    faults: { 400: ['fen-range'], 409: ['duplicate-transfer', 'new-instruction-needed'] },
  },
  correct: {
    summary: 'Correct a returned or mismatched instruction and send it again · 补正重发',
    description: 'Bank and account stay: another one is another instruction. `If-Match` guards it.',
    example: { holder: '赵铁柱', remark: '户名已核实' },
    faults: { 409: ['nothing-to-correct', 'hold-running', 'withdrawal-asked'] },
  },
  contest: {
    summary: 'Contest a return; the liaison point rules · 对退回提出异议',
    example: { reason: '申请表已随指令提交，编号一致' },
  },
  withdraw: {
    summary: 'Withdraw, or ask the bank to · 撤回',
    description: 'At once while the bank knows nothing of it; after that the bank is asked and answers.',
    example: { reason: '被害人撤回报案' },
  },
  confirm: {
    summary: 'Confirm the bank’s report and close · 确认办结',
    example: {},
    faults: { 409: ['open-items'] },
  },
  filePapers: {
    summary: 'File the papers that were to follow · 后补手续',
    example: { document: { type: 'late-papers', number: '青公（反诈）补〔2026〕0003号', sha256: '7'.repeat(64) } },
    faults: { 409: ['no-papers-awaited'] },
  },
  recordPlatform: {
    summary: 'Record the platform’s ApplicationID · 登记平台业务申请编号',
    example: { applicationId: '010137150020260302091500000000000017' },
    faults: { 409: ['not-platform-route'] },
  },
  acknowledge: {
    summary: 'Enter the platform’s receipt · 登记平台签收',
    description: platformOnly,
    example: {},
    faults: { 409: ['signed-by-another'] },
  },
  dispose: {
    summary: 'Enter the platform’s result · 登记平台处置结果',
    description: platformOnly,
    example: disposalExample,
    faults: { 400: ['instant-in-future'] },
  },
  report: {
    summary: 'Enter the platform’s feedback · 登记平台反馈',
    description: platformOnly,
    example: reportExample,
    faults: { 400: ['instant-in-future'], 409: ['outcome-required'] },
  },
  answerWithdrawal: {
    summary: 'Enter the platform’s answer to a withdrawal · 登记平台撤回答复',
    description: platformOnly,
    example: { executed: false },
    faults: { 409: ['no-withdrawal-asked'] },
  },
  confirmRelease: {
    summary: 'Enter the platform’s release · 登记平台解除',
    description: platformOnly,
    example: { releasedAt: '2026-03-04T09:20:00+08:00' },
    faults: { 400: ['instant-in-future'], 409: ['no-hold'] },
  },
  enterByPhone: {
    summary: 'Enter what a bank said by telephone · 电话代录',
    description:
      'Whom, at which number, and the code read back. The liaison point enters signed for, marks, returned, or an outcome without amounts; police all of it. The bank confirms or disputes it within 24 hours.',
    example: phoneExample,
    faults: {
      400: ['caller-unknown', 'instant-in-future'],
      403: ['amounts-not-yours'],
      409: ['signed-by-another', 'already-returned', 'outcome-required', 'no-withdrawal-asked', 'no-hold'],
    },
  },
  ruleOnPhoneEntry: {
    summary: 'Rule on a disputed telephone entry (liaison point) · 裁定电话代录',
    example: { stands: true, reason: '通话录音核实，确由该行签收' },
    faults: { 404: ['phone-entry'], 409: ['not-disputed'] },
  },
  ruleOnReturn: {
    summary: 'Rule on a contested return (liaison point) · 裁定退回',
    example: { returnStands: false, reason: '申请表齐全' },
    faults: { 409: ['not-contested'] },
  },
} as const satisfies Record<Name, OperationText>;
