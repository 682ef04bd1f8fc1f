import * as z from 'zod';

type Item = Readonly<Record<string, unknown>>;

export interface Index {
  readonly partition: string;
  readonly sort: string;
  readonly include: readonly string[];
}

export interface Units {
  readonly reads: number;
  readonly writes: number;
}

const Keyed = z.looseObject({ pk: z.unknown(), sk: z.unknown() });
const WriteItem = z.looseObject({
  Put: z.looseObject({ TableName: z.string(), Item: Keyed }).optional(),
  Update: z.looseObject({ TableName: z.string(), Key: Keyed }).optional(),
  Delete: z.looseObject({ TableName: z.string(), Key: Keyed }).optional(),
  ConditionCheck: z.looseObject({ TableName: z.string(), Key: Keyed }).optional(),
});
const Transaction = z.looseObject({ TransactItems: z.array(WriteItem) });
const Batch = z.looseObject({
  RequestItems: z.record(
    z.string(),
    z.looseObject({ Keys: z.array(z.unknown()), ConsistentRead: z.boolean().optional() }),
  ),
});
const Single = z.looseObject({ ConsistentRead: z.boolean().optional() });

const kilobytes = (item: Item): number => Math.max(1, Math.ceil(JSON.stringify(item).length / 1024));

/** Counts billed units from what was sent: a transaction costs twice, and every index entry that a put moves is a write of its own. */
export class UnitMeter {
  readonly #indexes: readonly Index[];
  readonly #entries = new Map<string, readonly (string | undefined)[]>();

  constructor(indexes: readonly Index[]) {
    this.#indexes = indexes;
  }

  of(operation: string, body: string): Units {
    const sent: unknown = JSON.parse(body || '{}');
    switch (operation) {
      case 'TransactWriteItems':
        return {
          reads: 0,
          writes: Transaction.parse(sent).TransactItems.reduce((sum, each) => sum + this.#write(each, 2), 0),
        };
      case 'PutItem':
      case 'UpdateItem':
      case 'DeleteItem':
        return { reads: 0, writes: 1 };
      case 'BatchGetItem':
        return {
          reads: Object.values(Batch.parse(sent).RequestItems).reduce(
            (sum, { Keys, ConsistentRead }) => sum + Keys.length * (ConsistentRead ? 1 : 0.5),
            0,
          ),
          writes: 0,
        };
      default:
        return { reads: Single.parse(sent).ConsistentRead ? 1 : 0.5, writes: 0 };
    }
  }

  #write({ Put, Update }: z.output<typeof WriteItem>, factor: number): number {
    if (!Put) return factor * (Update ? 1 : 1);
    return factor * kilobytes(Put.Item) + this.#moved(Put.Item);
  }

  /** Writes to indexes: one for an entry that comes or goes or carries something new, two for one that moves. */
  #moved(item: Item): number {
    const name = JSON.stringify([item.pk, item.sk]);
    const before = this.#entries.get(name) ?? [];
    const now = this.#indexes.map(({ partition, sort, include }) =>
      item[partition] === undefined || item[sort] === undefined
        ? undefined
        : JSON.stringify([item[partition], item[sort], ...include.map(field => item[field])]),
    );
    this.#entries.set(name, now);
    return now.reduce(
      (sum, entry, i) => sum + (entry === before[i] ? 0 : entry !== undefined && before[i] !== undefined ? 2 : 1),
      0,
    );
  }
}
