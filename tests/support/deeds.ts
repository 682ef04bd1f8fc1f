import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';

type Item = Record<string, unknown>;

const isObject = (value: unknown): value is Item => typeof value === 'object' && value !== null;

/** Not what the system does by itself, nor that somebody looked. */
const isDeed = ({ pk, sk, by }: Item): boolean => {
  if (/^(KEY|CASE|ACC)#/.test(String(pk))) return true;
  return String(sk).startsWith('PRIV#') || (isObject(by) && by.party !== 'platform');
};

/** Everything on record that people and their systems did: keys, cases, accounts, private parts and their events. */
export const deeds = async ({
  db,
  cloud,
}: {
  readonly db: DynamoDBDocumentClient;
  readonly cloud: { readonly outputs: Readonly<Record<string, string>> };
}): Promise<string[]> => {
  const found: string[] = [];
  const pages = paginateScan({ client: db }, { TableName: cloud.outputs.LedgerTable, ConsistentRead: true });
  for await (const { Items = [] } of pages)
    for (const item of Items)
      if (isDeed(item)) {
        const { all, ...rest } = item;
        const sets = Object.values({ all, ...rest }).filter(value => value instanceof Set);
        found.push(`${item.pk} ${item.sk} ${sets.map(set => [...set].sort().join()).join(';')}`);
      }
  return found.sort();
};
