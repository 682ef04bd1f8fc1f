import {
  DisposalRequest,
  EmptyRequest,
  MarkRequest,
  PhoneAnswerRequest,
  ReleaseRequest,
  ReportRequest,
  ReturnRequest,
  WithdrawalAnswerRequest,
} from '../bank-requests.ts';
import { BankListQuery, InboxQuery } from './queries.ts';
import { type Commanding, noQuery, type Reading, reportBody } from './route.ts';

const one = '/bank/instructions/{id}';
const roles = ['A', 'B', 'head', 'duty'] as const;

/** What a bank's officers and its own systems may read. */
export const bankReadings = {
  inbox: { path: '/bank/inbox', query: InboxQuery, answer: 'list' },
  list: { path: '/bank/instructions', query: BankListQuery, answer: 'list' },
  read: { path: one, query: noQuery, answer: 'detail' },
  receipt: { path: `${one}/receipt`, query: noQuery, answer: 'receipt' },
} as const satisfies Record<string, Reading>;

/** What they may do to one instruction. */
export const bankCommands = {
  acknowledge: { path: `${one}/acknowledgement`, body: EmptyRequest, roles },
  takeOver: { path: `${one}/takeover`, body: EmptyRequest, roles },
  mark: { path: `${one}/marks`, body: MarkRequest, roles },
  return: { path: `${one}/return`, body: ReturnRequest, roles },
  dispose: { path: `${one}/disposal`, body: DisposalRequest, roles },
  report: { path: `${one}/report`, body: ReportRequest, roles, largest: reportBody },
  answerWithdrawal: { path: `${one}/withdrawal-answer`, body: WithdrawalAnswerRequest, roles },
  answerPhoneEntry: { path: `${one}/phone-entries/{entry}`, body: PhoneAnswerRequest, roles },
  confirmRelease: { path: `${one}/release`, body: ReleaseRequest, roles },
} as const satisfies Record<string, Commanding>;
