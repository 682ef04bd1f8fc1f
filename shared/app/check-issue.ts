import type { Directory, Org, Principal } from '../contract/directory.ts';
import type { IssueRequest } from '../contract/issue-request.ts';
import type { Ground, Ledger, Stored } from '../contract/ledger.ts';
import { Fault } from '../domain/fault.ts';
import { requirePast } from '../domain/instant.ts';

/** @throws Fault invalid/bank-unknown */
export const bankOf = async (directory: Directory, code: string): Promise<Org> => {
  const bank = (await directory.organisations()).find(org => org.code === code && org.kind === 'bank');
  if (!bank) throw new Fault('invalid', 'bank-unknown', { field: 'bank' });
  return bank;
};

/** Only police stop an account, whatever else a caller may be. @throws Fault forbidden/not-yours-to-do */
export const requirePolice = ({ party }: Principal): void => {
  if (party !== 'police') throw new Fault('forbidden', 'not-yours-to-do', { act: 'issue' });
};

/** @throws Fault invalid/instant-in-future */
export const refuseFuture = (at: number, { reportedAt, transfers }: IssueRequest): void => {
  requirePast('reportedAt', reportedAt, at);
  for (const [index, transfer] of transfers.entries()) requirePast(`transfers.${index}.at`, transfer.at, at);
};

/** More than this on one account cannot all be of one case. */
const oneCaseAtMost = 50;

/** How many other cases' instructions named the account; this case's own, ended ones included, are no history. */
const stopsElsewhere = async (ledger: Ledger, caseId: string, { all, slots }: Ground): Promise<number> => {
  const others = all.filter(id => !slots.includes(id));
  if (others.length === 0 || others.length > oneCaseAtMost) return others.length;
  return (await ledger.loadMany(others)).filter(({ order }) => order.caseId !== caseId).length;
};

/** @throws Fault forbidden/case-of-another-unit, conflict/history-needs-reason */
export const checkGround = async (
  ledger: Ledger,
  { org }: Principal,
  { incidentNumber, historyReason }: IssueRequest,
  ground: Ground,
): Promise<void> => {
  if (ground.caseUnit !== undefined && ground.caseUnit !== org)
    throw new Fault('forbidden', 'case-of-another-unit', { field: 'incidentNumber' });
  if (historyReason) return;
  const stops = await stopsElsewhere(ledger, incidentNumber, ground);
  if (stops > 0) throw new Fault('conflict', 'history-needs-reason', { field: 'historyReason', stops });
};

/** Who lets an order out before its papers is a person of the unit with that right. @throws Fault invalid/approver-unknown */
export const checkApprover = async (directory: Directory, { org }: Principal, { approver }: IssueRequest) => {
  if (approver === undefined) return;
  const people = (await directory.organisation(org))?.people ?? [];
  const entitled = people.some(({ id, roles, system }) => id === approver && !system && roles.includes('approver'));
  if (!entitled) throw new Fault('invalid', 'approver-unknown', { field: 'approver' });
};

/** The instruction whose money this one follows: of the same case. @throws Fault invalid/parent-unknown */
export const parentOf = async (
  ledger: Ledger,
  { parent, incidentNumber }: IssueRequest,
): Promise<Stored | undefined> => {
  if (parent === undefined) return undefined;
  const found = await ledger.load(parent);
  if (found?.order.caseId !== incidentNumber) throw new Fault('invalid', 'parent-unknown', { field: 'parent' });
  return found;
};
