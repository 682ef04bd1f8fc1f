import { expect, test } from 'vitest';
import { TableShape } from '../../local/dynamodb/table-shape.ts';
import { readStack } from '../../local/template/stack.ts';
import { ledgerIndexes, tableShape } from '../support/tables.ts';

/** What a program can see of a table: keys, indexes and what they carry, stream, expiry; in no order. */
function visible({
  KeySchema,
  AttributeDefinitions,
  GlobalSecondaryIndexes,
  StreamSpecification,
  TimeToLiveSpecification,
}: Omit<TableShape, 'TableName'>) {
  const sorted = <T>(items: readonly T[] = []): string[] => items.map(item => JSON.stringify(item)).sort();
  return {
    KeySchema,
    StreamSpecification,
    TimeToLiveSpecification,
    fields: sorted(AttributeDefinitions),
    indexes: sorted(GlobalSecondaryIndexes),
  };
}

test('tests of use cases run on the same ledger as the template makes', () => {
  const stack = readStack(
    'dist/cloud',
    { messaging: 'http://m', http: 'http://h' },
    { Issuer: 'http://issuer.example' },
  );
  const tables = stack.parts('AWS::DynamoDB::Table', TableShape.partial({ TableName: true }));
  const ledger = tables.find(({ properties }) => properties.StreamSpecification);
  expect(ledger && visible(ledger.properties)).toEqual(visible(tableShape('ledger', ledgerIndexes)));
});
