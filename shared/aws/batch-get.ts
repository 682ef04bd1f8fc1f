import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { jitter } from '../domain/backoff.ts';
import { Fault } from '../domain/fault.ts';

export type Item = Record<string, unknown>;
export type Key = { readonly pk: string; readonly sk: string };

const tries = 6;
/** A batch holds at most a hundred keys. */
const most = 100;

export const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/**
 * Reads items by key, consistently; those not found are left out.
 * @throws Fault transient/service-busy where the table leaves some unread again and again
 */
export const batchGet = (db: DynamoDBDocumentClient, table: string) => {
  const readSome = async (wanted: readonly Key[]): Promise<Item[]> => {
    const items: Item[] = [];
    let asked: readonly Item[] = wanted;
    for (let attempt = 1; asked.length > 0; attempt += 1) {
      if (attempt > tries) throw new Fault('transient', 'service-busy', { unread: asked.length });
      if (attempt > 1) await pause(jitter(attempt, Math.random));
      const { Responses, UnprocessedKeys } = await db.send(
        new BatchGetCommand({ RequestItems: { [table]: { Keys: [...asked], ConsistentRead: true } } }),
      );
      items.push(...(Responses?.[table] ?? []));
      asked = UnprocessedKeys?.[table]?.Keys ?? [];
    }
    return items;
  };

  return async (wanted: readonly Key[]): Promise<Item[]> => {
    const chunks = Array.from({ length: Math.ceil(wanted.length / most) }, (_, i) =>
      wanted.slice(i * most, i * most + most),
    );
    return (await Promise.all(chunks.map(readSome))).flat();
  };
};
