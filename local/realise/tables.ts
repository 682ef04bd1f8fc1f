import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { realiseTable } from '../dynamodb/realise-table.ts';
import { TableShape } from '../dynamodb/table-shape.ts';
import { region } from '../names.ts';
import type { Stack } from '../template/stack.ts';

export interface RealTable {
  readonly name: string;
  /** The stream's ARN as the template's functions know it, and as the emulator does. */
  readonly stream?: { readonly arn: string; readonly real: string };
  readonly expiresBy?: string;
  readonly keys: readonly string[];
}

const Named = TableShape.partial({ TableName: true });

export async function realiseTables(stack: Stack, endpoint: string): Promise<RealTable[]> {
  const client = new DynamoDBClient({
    endpoint,
    region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const tables: RealTable[] = [];
  for (const { identity, properties } of stack.parts('AWS::DynamoDB::Table', Named)) {
    const real = await realiseTable(client, { ...properties, TableName: identity.name });
    const ttl = properties.TimeToLiveSpecification;
    tables.push({
      name: identity.name,
      keys: properties.KeySchema.map(key => key.AttributeName),
      ...(real === undefined ? {} : { stream: { arn: identity.attributes.StreamArn ?? '', real } }),
      ...(ttl?.Enabled ? { expiresBy: ttl.AttributeName } : {}),
    });
  }
  client.destroy();
  return tables;
}
