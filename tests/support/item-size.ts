import type { AttributeValue } from '@aws-sdk/client-dynamodb';

const text = (value: string): number => Buffer.byteLength(value);

/** A number takes a byte for every two significant digits, and one more. */
const numeric = (value: string): number => {
  const digits = value.replace(/^-/, '').replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
  return Math.ceil(digits.length / 2) + 1 + (value.startsWith('-') ? 1 : 0);
};

const valueBytes = (value: AttributeValue): number => {
  if (value.S !== undefined) return text(value.S);
  if (value.N !== undefined) return numeric(value.N);
  if (value.SS) return value.SS.reduce((sum, each) => sum + text(each), 0);
  if (value.L) return 3 + value.L.reduce((sum, each) => sum + 1 + valueBytes(each), 0);
  if (value.M)
    return 3 + Object.entries(value.M).reduce((sum, [name, each]) => sum + text(name) + 1 + valueBytes(each), 0);
  return 1;
};

/** What an item weighs, as DynamoDB counts it: names and values. */
export const bytesOf = (item: Readonly<Record<string, AttributeValue>>): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + text(name) + valueBytes(value), 0);
