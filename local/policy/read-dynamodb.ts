import * as z from 'zod';
import { arn } from '../names.ts';
import type { Right } from './read-call.ts';

const Attribute = z.record(z.string(), z.unknown());
const Item = z.record(z.string(), Attribute);
const Operation = z.looseObject({
  TableName: z.string(),
  IndexName: z.string().optional(),
  Key: Item.optional(),
  Item: Item.optional(),
  KeyConditionExpression: z.string().optional(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).default({}),
  ExpressionAttributeValues: Item.default({}),
});
const Transaction = z.looseObject({ TransactItems: z.array(z.record(z.string(), Operation)) });
const Batch = z.looseObject({ RequestItems: z.record(z.string(), z.unknown()) });
const Gets = z.looseObject({ Keys: z.array(Item) });
const Writes = z.array(
  z.looseObject({
    PutRequest: z.looseObject({ Item }).optional(),
    DeleteRequest: z.looseObject({ Key: Item }).optional(),
  }),
);

const actionOf: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

const leading = (values: readonly (string | undefined)[]): Pick<Right, 'keys'> => {
  const known = values.filter(value => value !== undefined);
  return known.length > 0 ? { keys: { 'dynamodb:LeadingKeys': [...new Set(known)] } } : {};
};
const scalar = (attribute: Record<string, unknown> | undefined): string | undefined => {
  const [value] = Object.values(attribute ?? {});
  return typeof value === 'string' ? value : undefined;
};
const partition = (item: z.infer<typeof Item> | undefined): string | undefined => scalar(item?.pk);

function queried({
  KeyConditionExpression = '',
  ExpressionAttributeValues,
}: z.infer<typeof Operation>): string | undefined {
  const [, value = ''] = /=\s*(:\w+)/.exec(KeyConditionExpression) ?? [];
  return scalar(ExpressionAttributeValues[value]);
}

const resource = (table: string, index?: string): string =>
  `${arn.table(table.replace(/^arn:.*:table\//, ''))}${index === undefined ? '' : `/index/${index}`}`;

/** The rights a DynamoDB request needs; a transaction needs those of its parts. */
export function readDynamoCall(operation: string, body: Record<string, unknown>): Right[] {
  if (operation === 'TransactWriteItems' || operation === 'TransactGetItems') {
    return Transaction.parse(body).TransactItems.flatMap(item =>
      Object.entries(item).map(([kind, part]) => ({
        action: `dynamodb:${actionOf[kind] ?? kind}`,
        resource: resource(part.TableName),
        ...leading([partition(part.Key ?? part.Item)]),
      })),
    );
  }
  if (operation === 'BatchGetItem' || operation === 'BatchWriteItem') {
    return Object.entries(Batch.parse(body).RequestItems).map(([table, asked]) => {
      const keys =
        operation === 'BatchGetItem'
          ? Gets.parse(asked).Keys
          : Writes.parse(asked).map(one => one.PutRequest?.Item ?? one.DeleteRequest?.Key);
      return { action: `dynamodb:${operation}`, resource: resource(table), ...leading(keys.map(partition)) };
    });
  }
  const part = Operation.parse(body);
  const key = operation === 'Query' ? queried(part) : partition(part.Key ?? part.Item);
  return [{ action: `dynamodb:${operation}`, resource: resource(part.TableName, part.IndexName), ...leading([key]) }];
}
