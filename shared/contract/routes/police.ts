import {
  DisposalRequest,
  EmptyRequest,
  ReleaseRequest,
  ReportRequest,
  WithdrawalAnswerRequest,
} from '../bank-requests.ts';
import { IssueRequest } from '../issue-request.ts';
import {
  AddTransferRequest,
  ConfirmationRequest,
  ContestRequest,
  CorrectionRequest,
  PapersRequest,
  PhoneEntryRequest,
  PhoneRulingRequest,
  PlatformRequest,
  RulingRequest,
  WithdrawalRequest,
} from '../police-requests.ts';
import { PoliceListQuery } from './queries.ts';
import { type Commanding, noQuery, type Reading, reportBody } from './route.ts';

const one = '/police/instructions/{id}';
const desk = ['dispatcher', 'duty', 'approver'] as const;
const liaison = ['coordinator', 'duty'] as const;

/** What police units, and the liaison point until it has an API of its own, may read. */
export const policeReadings = {
  list: { path: '/police/instructions', query: PoliceListQuery, answer: 'list' },
  banks: { path: '/police/banks', query: noQuery, answer: 'banks' },
  read: { path: one, query: noQuery, answer: 'policeDetail' },
  sheet: { path: `${one}/sheet`, query: noQuery, answer: 'sheet' },
} as const satisfies Record<string, Reading>;

export const issueCommand = {
  path: '/police/instructions',
  body: IssueRequest,
  roles: ['dispatcher'],
} as const satisfies Commanding;

/** What they may do to one instruction. */
export const policeCommands = {
  addTransfer: { path: `${one}/transfers`, body: AddTransferRequest, roles: desk },
  correct: { path: `${one}/correction`, body: CorrectionRequest, roles: desk },
  contest: { path: `${one}/contest`, body: ContestRequest, roles: desk },
  withdraw: { path: `${one}/withdrawal`, body: WithdrawalRequest, roles: desk },
  confirm: { path: `${one}/confirmation`, body: ConfirmationRequest, roles: desk },
  filePapers: { path: `${one}/papers`, body: PapersRequest, roles: desk },
  recordPlatform: { path: `${one}/platform`, body: PlatformRequest, roles: desk },
  acknowledge: { path: `${one}/acknowledgement`, body: EmptyRequest, roles: desk },
  dispose: { path: `${one}/disposal`, body: DisposalRequest, roles: desk },
  report: { path: `${one}/report`, body: ReportRequest, roles: desk, largest: reportBody },
  answerWithdrawal: { path: `${one}/withdrawal-answer`, body: WithdrawalAnswerRequest, roles: desk },
  confirmRelease: { path: `${one}/release`, body: ReleaseRequest, roles: desk },
  enterByPhone: {
    path: `${one}/phone-entries`,
    body: PhoneEntryRequest,
    roles: [...desk, ...liaison],
    largest: reportBody,
  },
  ruleOnPhoneEntry: { path: `${one}/phone-entries/{entry}/ruling`, body: PhoneRulingRequest, roles: liaison },
  ruleOnReturn: { path: `${one}/ruling`, body: RulingRequest, roles: liaison },
} as const satisfies Record<string, Commanding>;
