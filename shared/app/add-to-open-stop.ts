import { actorOf, type Principal } from '../contract/directory.ts';
import type { IssueRequest, Transfer } from '../contract/issue-request.ts';
import type { SealedEvent } from '../contract/ledger.ts';
import { Fault } from '../domain/fault.ts';
import { awaitsExecution } from '../domain/instruction.ts';
import type { ActOutcome, Command } from './act-on.ts';
import { actOn } from './act-on.ts';
import type { IssueDeps } from './issue.ts';
import { detailsInForce, samePayment } from './order-in-force.ts';

const onRecord = (events: readonly SealedEvent[], transfer: Transfer): boolean =>
  (detailsInForce(events)?.transfers ?? []).some(each => samePayment(each, transfer));

/** Refuses transfers that an instruction has already. @throws Fault conflict/duplicate-transfer */
export const refuseKnown =
  (id: string, transfers: readonly Transfer[]) =>
  (events: readonly SealedEvent[]): void => {
    if (transfers.some(transfer => onRecord(events, transfer)))
      throw new Fault('conflict', 'duplicate-transfer', { id });
  };

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
  const open =
    standing.find(({ progress }) => awaitsExecution(progress.state)) ??
    standing.find(({ progress }) => progress.hold === 'running' && progress.state !== 'withdrawn');
  if (!open) return undefined;
  const { id } = open.order;
  const history = await deps.ledger.history(id);
  const fresh = request.transfers.filter(transfer => !onRecord(history?.events ?? [], transfer));
  if (fresh.length === 0) throw new Fault('conflict', 'duplicate-transfer', { id });
  const amount = fresh.reduce((sum, each) => sum + each.amount, 0);
  return actOn(deps, {
    id,
    by: actorOf(principal),
    act: { do: 'add-transfer', amount },
    secrets: { 'transfer-added': { transfers: fresh, ...(request.remark ? { remark: request.remark } : {}) } },
    // One that came in meanwhile may be among these: what is left of them is worked out again.
    inspect: events => {
      if (fresh.some(transfer => onRecord(events, transfer))) throw new Fault('conflict', 'stale', { id });
    },
    command,
    signer: deps.signer,
  });
};
