import { ulid } from 'ulid';
import { digest } from '../contract/canonical.ts';
import { actorOf, type CountyRules, type Directory, type Org, type Principal } from '../contract/directory.ts';
import type { Fingerprinter, Fingerprints } from '../contract/fingerprints.ts';
import type { IssueRequest } from '../contract/issue-request.ts';
import type { Ground, Secret, Stored } from '../contract/ledger.ts';
import { orderPayload, type Signer } from '../contract/signed.ts';
import type { Step } from '../domain/advance.ts';
import { hoursAt } from '../domain/calendar.ts';
import { begin } from '../domain/evolve.ts';
import { Fault } from '../domain/fault.ts';
import type { Order } from '../domain/instruction.ts';
import { kinds, papersFollow } from '../domain/kinds.ts';
import { policyFor } from '../domain/policy.ts';
import { accountNumber } from './account.ts';
import { type ActDeps, type ActOutcome, answerOf, type Command, replayed } from './act-on.ts';
import { addToOpenStop } from './add-to-open-stop.ts';
import { bankOf, checkApprover, checkGround, parentOf, refuseFuture, requirePolice } from './check-issue.ts';
import { settle } from './retry.ts';
import { hintAgain, sendHints } from './send-hints.ts';

export interface IssueDeps extends ActDeps {
  readonly directory: Directory;
  readonly signer: Signer;
  readonly fingerprints: Fingerprinter;
}

const orderOf = (
  request: IssueRequest,
  principal: Principal,
  {
    bank,
    at,
    ground,
    account,
    county,
    parent,
  }: {
    bank: Org;
    at: number;
    ground: Ground;
    account: Fingerprints;
    county: CountyRules;
    parent: Stored | undefined;
  },
): Order => {
  const { kind, urgency, applicationType, approver } = request;
  const hours = hoursAt(at, county.calendar);
  const policy = policyFor(county.policies, { kind, urgency, hours, at });
  if (!policy) throw new Fault('bug', 'no-policy-in-force', { kind, urgency, hours });
  if (papersFollow(applicationType) && !county.latePapers)
    throw new Fault('invalid', 'late-papers-not-allowed', { field: 'applicationType' });
  return {
    id: ulid(at),
    kind,
    basis: kinds[kind].basis,
    caseId: request.incidentNumber,
    unit: principal.org,
    bank: bank.code,
    route: bank.route ?? 'platform',
    urgency,
    applicationType,
    reportedAt: ground.reportedAt ?? request.reportedAt,
    issuedAt: at,
    issuedBy: principal.person,
    account: account.current,
    hop: parent ? parent.order.hop + 1 : 0,
    hours,
    policy,
    ...(approver ? { approver } : {}),
    ...(parent ? { parent: parent.order.id } : {}),
  };
};

/** The private part of an order: whose account, whose money, who asks, and why. */
const detailsOf = ({
  victim,
  target,
  transfers,
  officers,
  form,
  reason,
  remark,
  historyReason,
}: IssueRequest): Secret => ({
  victim,
  target,
  transfers,
  officers,
  reason,
  ...(form ? { form } : {}),
  ...(remark ? { remark } : {}),
  ...(historyReason ? { historyReason } : {}),
});

const total = ({ transfers }: IssueRequest): number => transfers.reduce((sum, { amount }) => sum + amount, 0);

const firstStep = async (order: Order, principal: Principal, request: IssueRequest): Promise<Step> => {
  const issued = {
    type: 'issued',
    n: 1,
    at: order.issuedAt,
    by: actorOf(principal),
    data: { amount: total(request), orderHash: await digest(order) },
  } as const;
  return { next: begin(order, issued), happened: [issued] };
};

const once = async (
  deps: IssueDeps,
  principal: Principal,
  command: Command,
  request: IssueRequest,
): Promise<ActOutcome> => {
  requirePolice(principal);
  const { directory, ledger } = deps;
  const bank = await bankOf(directory, request.bank);
  const account = await deps.fingerprints.of(bank.headOffice ?? bank.code, accountNumber(request));
  const [ground, county] = await Promise.all([
    ledger.ground(command, request.incidentNumber, account.all),
    directory.county(),
  ]);
  if (ground.answered) return replayed(ground.answered, command);
  const at = deps.clock();
  refuseFuture(at, request);
  await checkGround(ledger, principal, request, ground);
  await checkApprover(directory, principal, request);
  const added = await addToOpenStop(deps, { principal, command, request, slots: ground.slots });
  if (added) return added;
  if (ground.slots.length >= 2) throw new Fault('conflict', 'third-stop', { caseId: request.incidentNumber });
  const parent = await parentOf(ledger, request);
  const order = orderOf(request, principal, { bank, at, ground, account, county, parent });
  const details = detailsOf(request);
  const [jws, step] = await Promise.all([
    deps.signer.sign(orderPayload(order, details), 'instruction'),
    firstStep(order, principal, request),
  ]);
  const answer = answerOf(step.next);
  await ledger.commit({
    order,
    step,
    secrets: new Map([[1, details]]),
    accounts: account.all,
    slots: ground.read,
    jws,
    command: { ...command, id: order.id, status: 201, answer },
  });
  await sendHints(deps.hints, step, undefined, deps.clock());
  return { answer, how: 'done', status: 201, step };
};

/**
 * Issues an emergency stop-payment, exactly once for each command key. A further transfer into an account that this case has
 * already an open stop on becomes an event on that stop, not a second one.
 * @throws Fault invalid (a field or rule), forbidden (another unit's case), conflict (third-stop, duplicate-transfer, history-needs-reason)
 */
export const issue = async (
  deps: IssueDeps,
  principal: Principal,
  command: Command,
  request: IssueRequest,
): Promise<ActOutcome> => {
  const outcome = await settle(() => once(deps, principal, command, request), {
    also: 'transfers-overtaken',
  });
  if (outcome.how === 'replay') {
    const stored = await deps.ledger.load(String(outcome.answer.id));
    if (stored) await hintAgain(deps.hints, stored.progress);
  }
  return outcome;
};
