import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { Fault } from '../domain/fault.ts';

export type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One write of a transaction, and the fault to raise where its condition fails. */
export interface Guarded {
  readonly write: Write;
  readonly otherwise: () => Fault;
}

const throttled = new Set(['ProvisionedThroughputExceeded', 'ThrottlingError']);

/**
 * Writes all or nothing. Where several conditions fail the first of the list decides, so put the most telling one first.
 * @throws Fault the failed write's own; conflict/stale on a colliding transaction; transient where the table was throttled; anything else as the SDK threw it
 */
export const transact = async (db: DynamoDBDocumentClient, writes: readonly Guarded[]): Promise<void> => {
  try {
    await db.send(new TransactWriteCommand({ TransactItems: writes.map(({ write }) => write) }));
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = error.CancellationReasons ?? [];
    const failed = reasons.findIndex(({ Code }) => Code === 'ConditionalCheckFailed');
    const guard = writes[failed];
    if (guard) throw guard.otherwise();
    const codes = reasons.map(({ Code }) => Code ?? '');
    if (codes.includes('TransactionConflict')) throw new Fault('conflict', 'stale', {}, { cause: error });
    if (codes.some(code => throttled.has(code)))
      throw new Fault('transient', 'service-busy', { service: 'DynamoDB' }, { cause: error });
    throw error;
  }
};
