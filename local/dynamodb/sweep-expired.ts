import * as z from 'zod';
import type { DynamoCall } from './call.ts';

const Page = z.looseObject({
  Items: z.array(z.record(z.string(), z.unknown())).default([]),
  LastEvaluatedKey: z.record(z.string(), z.unknown()).optional(),
});

export interface Expiring {
  readonly name: string;
  readonly keys: readonly string[];
  /** The number attribute that holds the epoch second of expiry. */
  readonly expiresBy: string;
}

const service = 'DynamoDB_20120810';

/** Deletes what has expired, page by page with a pause between, so that a large table is not read in one go. @returns how many */
export async function sweepExpired(
  call: DynamoCall,
  table: Expiring,
  now: number,
  between: () => Promise<void> = async () => {},
): Promise<number> {
  const condition = '#ttl <= :now AND attribute_type(#ttl, :number)';
  const values = { ':now': { N: String(Math.floor(now / 1000)) }, ':number': { S: 'N' } };
  const names = { '#ttl': table.expiresBy };
  const keyNames = Object.fromEntries(table.keys.map((key, i) => [`#k${i}`, key]));
  let start: Record<string, unknown> | undefined;
  let count = 0;
  do {
    const page = Page.parse(
      await call(`${service}.Scan`, {
        TableName: table.name,
        Limit: 200,
        FilterExpression: condition,
        ProjectionExpression: Object.keys(keyNames).join(', '),
        ExpressionAttributeNames: { ...names, ...keyNames },
        ExpressionAttributeValues: values,
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    for (const Key of page.Items) {
      const asked = {
        TableName: table.name,
        Key,
        ConditionExpression: condition,
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: values,
      };
      await call(`${service}.DeleteItem`, asked).then(
        () => count++,
        // Renewed since it was read: not expired any more.
        error => (String(error).includes('ConditionalCheckFailed') ? 0 : Promise.reject(error)),
      );
    }
    start = page.LastEvaluatedKey;
    if (start) await between();
  } while (start);
  return count;
}
