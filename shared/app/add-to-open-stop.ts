import { actorOf, type Principal } from '../contract/directory.ts';
import type { IssueRequest, Transfer } from '../contract/issue-request.ts';
import type { SealedEvent } from '../contract/ledger.ts';
import type { Signer } from '../contract/signed.ts';
import { Fault } from '../domain/fault.ts';
import { awaitsExecution } from '../domain/instruction.ts';
import { type ActDeps, type ActOutcome, actOn, type Command } from './act-on.ts';
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
 * @throws Fault conflict: duplicate-transfer, transfers-overtaken (choose again)
 */
export const addToOpenStop = async (
  deps: ActDeps & { readonly signer: Signer },
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
    // One that came in meanwhile may be among these: whoever chose them works out again what is left.
    inspect: events => {
      if (fresh.some(transfer => onRecord(events, transfer)))
        throw new Fault('conflict', 'transfers-overtaken', { id });
    },
    command,
    signer: deps.signer,
  });
};
