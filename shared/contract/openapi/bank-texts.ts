import type { bankCommands, bankReadings } from '../routes/bank.ts';
import { disposalExample, reportExample } from './examples.ts';
import type { OperationText } from './operation-text.ts';

export const bankTexts = {
  inbox: {
    summary: 'Read the inbox: what is open here, newest first · 收件箱',
    description: 'Reading it is delivery (t3) of what it contains, and shows that somebody is at the console.',
  },
  list: { summary: 'List the bank’s instructions · 指令列表' },
  read: { summary: 'Read one instruction with its timeline · 指令详情', faults: { 404: ['instruction'] } },
  receipt: {
    summary: 'Signed receipt of what the bank did · 回执',
    faults: { 404: ['instruction'] },
  },
  acknowledge: {
    summary: 'Sign for it · 签收',
    example: {},
    faults: { 409: ['signed-by-another'] },
  },
  takeOver: { summary: 'Take over from the signer · 接手', example: {}, faults: { 409: ['not-signed-yet'] } },
  mark: {
    summary: 'Mark as at head office or under review · 标记已转总行、待行内复核',
    example: { mark: 'head-office' },
    faults: { 409: ['signed-by-another'] },
  },
  return: {
    summary: 'Return for correction, naming what is missing · 退回补正',
    example: { missing: 'form-unreadable', note: '公章无法辨认' },
    faults: { 409: ['signed-by-another', 'already-returned'] },
  },
  dispose: {
    summary: 'State the outcome · 处置',
    example: disposalExample,
    faults: { 400: ['instant-in-future'] },
  },
  report: {
    summary: 'Report with onward transfers · 反馈',
    description: 'May carry the outcome in the same breath. Money found later is reported again.',
    example: reportExample,
    faults: { 400: ['instant-in-future'], 409: ['outcome-required'] },
  },
  answerWithdrawal: {
    summary: 'Answer a withdrawal that police asked for · 答复撤回',
    example: { executed: false, note: '尚未执行' },
    faults: { 409: ['no-withdrawal-asked'] },
  },
  answerPhoneEntry: {
    summary: 'Confirm or dispute a telephone entry · 确认或否认电话代录',
    example: { confirms: true },
    faults: { 404: ['phone-entry'], 409: ['phone-entry-settled'] },
  },
  confirmRelease: {
    summary: 'Confirm the release · 确认解除',
    example: { releasedAt: '2026-03-04T09:20:00+08:00' },
    faults: { 400: ['instant-in-future'], 409: ['no-hold'] },
  },
} as const satisfies Record<keyof typeof bankReadings | keyof typeof bankCommands, OperationText>;
