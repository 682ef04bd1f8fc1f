import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { idOf } from './keys.ts';

const Row = z.looseObject({ pk: z.string() });

/** The ids of all instructions, from the table itself: an index may lag, and an audit that misses one is none. In no order. */
export async function* everyInstruction(db: DynamoDBDocumentClient, table: string): AsyncGenerator<string> {
  let start: Record<string, unknown> | undefined;
  do {
    const page = await db.send(
      new ScanCommand({
        TableName: table,
        FilterExpression: 'sk = :body',
        ExpressionAttributeValues: { ':body': 'BODY' },
        ProjectionExpression: 'pk',
        ConsistentRead: true,
        ExclusiveStartKey: start,
      }),
    );
    for (const item of page.Items ?? []) yield idOf(Row.parse(item).pk);
    start = page.LastEvaluatedKey;
  } while (start);
}
