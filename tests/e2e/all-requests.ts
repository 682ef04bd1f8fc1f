import { bankCommands, bankReadings } from '../../shared/contract/routes/bank.ts';
import { issueCommand, policeCommands, policeReadings } from '../../shared/contract/routes/police.ts';
import { ago, disposal, sha256, stop } from '../support/bodies.ts';

export const phoned = {
  call: { person: 'QHRCB-01', number: '0635-5550117', readBack: '3TB0' },
  said: { do: 'acknowledge' },
};

/** A sound body for every command, so that nothing but the caller is wrong. */
const bodies: Readonly<Record<string, unknown>> = {
  addTransfer: { transfer: { amount: 1, at: ago(60) } },
  correct: { holder: '赵铁柱' },
  contest: { reason: '异议' },
  withdraw: { reason: '撤回' },
  filePapers: { document: { type: 'late-papers', number: '补3', sha256 } },
  recordPlatform: { applicationId: '010137150020260302091500000000000017' },
  dispose: disposal(),
  report: { disposal: disposal() },
  answerWithdrawal: { executed: false },
  confirmRelease: { releasedAt: ago(0) },
  enterByPhone: phoned,
  ruleOnPhoneEntry: { stands: true, reason: '录音' },
  ruleOnReturn: { returnStands: true, reason: '缺表' },
  mark: { mark: 'head-office' },
  return: { missing: 'form-missing' },
  answerPhoneEntry: { confirms: true },
};

export interface Request {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

const requests = (
  readings: Readonly<Record<string, { readonly path: string }>>,
  commands: Readonly<Record<string, { readonly path: string }>>,
): Request[] => [
  ...Object.entries(readings).map(([name, { path }]) => ({ name, method: 'GET', path })),
  ...Object.entries(commands).map(([name, { path }]) => ({ name, method: 'POST', path, body: bodies[name] ?? {} })),
];
/** Every request of the police’s and the bank’s routes, sound but for who sends it. */
export const police = requests(policeReadings, policeCommands);
export const bank = requests(bankReadings, bankCommands);
export const issue: Request = { name: 'issue', method: 'POST', path: issueCommand.path, body: stop() };
export const ofOne = (all: readonly Request[]) => all.filter(({ path }) => path.includes('{id}'));
