import type { Principal } from '../contract/directory.ts';
import type { IssueRequest, Transfer } from '../contract/issue-request.ts';
import { Fault } from '../domain/fault.ts';
import { awaitsExecution, isOpen } from '../domain/instruction.ts';
import type { ActOutcome, Command } from './act-on.ts';
import { actOn } from './act-on.ts';
import type { IssueDeps } from './issue.ts';
import { transfersInForce } from './order-in-force.ts';

/** The same payment: the same serial, or the same time and amount where one has none. */
const same = (a: Transfer, b: Transfer): boolean =>
  a.serial && b.serial ? a.serial === b.serial : a.at === b.at && a.amount === b.amount;

/**
 * Adds the transfers of a request to the stop that the case has open on the account, where there is one; undefined otherwise.
 * @throws Fault conflict/duplicate-transfer
 */
export const addToOpenStop = async (
  deps: IssueDeps,
  {
    principal,
    command,
    request,
    slots,
  }: { principal: Principal; command: Command; request: IssueRequest; slots: readonly string[] },
): Promise<ActOutcome | undefined> => {
  const standing = await deps.ledger.loadMany(slots);
  const open = standing.find(
    ({ progress }) => awaitsExecution(progress.state) || (isOpen(progress.state) && progress.hold === 'running'),
  );
  if (!open) return undefined;
  const { id } = open.order;
  const history = await deps.ledger.history(id);
  const known = transfersInForce(history?.events ?? []);
  const fresh = request.transfers.filter(transfer => !known.some(each => same(each, transfer)));
  if (fresh.length === 0) throw new Fault('conflict', 'duplicate-transfer', { id });
  const { person, org, party } = principal;
  const amount = fresh.reduce((sum, each) => sum + each.amount, 0);
  return actOn(deps, {
    id,
    by: { person, org, party },
    act: { do: 'add-transfer', amount },
    secrets: { 'transfer-added': { transfers: fresh, ...(request.remark ? { remark: request.remark } : {}) } },
    command,
    signer: deps.signer,
  });
};
