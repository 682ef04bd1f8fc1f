import type { DynamoCall } from '../dynamodb/call.ts';
import { idle } from './idle.ts';
import type { Poller } from './sqs-poller.ts';
import { runStreamBatch, type StreamRules } from './stream-batch.ts';
import { Iterator, Records, StreamDescription } from './stream-shapes.ts';

export interface StreamMapping extends StreamRules {
  /** The stream's ARN as the emulator knows it. */
  readonly stream: string;
  readonly batchSize: number;
  readonly checkpoint: {
    readonly get: (shard: string) => string | undefined;
    readonly set: (shard: string, sequence: string) => void;
  };
}

export interface StreamPoller extends Poller {
  /** Says that a table was just written, so that nobody waits for the next look. */
  readonly nudge: () => void;
}

const service = 'DynamoDBStreams_20120810';

/** Feeds a function from a table's stream, in order; what is done is remembered, so a restart goes on from there. */
export function pollStream(call: DynamoCall, mapping: StreamMapping): StreamPoller {
  const { stream, batchSize, checkpoint } = mapping;
  const ending = new AbortController();
  const pauses = idle();
  const started = new Set<string>();

  const position = async (shard: string): Promise<string> => {
    const after = checkpoint.get(shard);
    const from =
      after === undefined
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
    return Iterator.parse(await call(`${service}.GetShardIterator`, { StreamArn: stream, ShardId: shard, ...from }))
      .ShardIterator;
  };

  const readShard = async (shard: string): Promise<void> => {
    let iterator: string | null | undefined = await position(shard);
    while (iterator && !ending.signal.aborted) {
      const got: Records = Records.parse(
        await call(`${service}.GetRecords`, { ShardIterator: iterator, Limit: batchSize }),
      );
      if (got.Records.length > 0) {
        const done = (sequence: string): void => checkpoint.set(shard, sequence);
        await runStreamBatch(mapping, shard, got.Records, { done, signal: ending.signal });
        pauses.nudge();
      }
      if (got.Records.length < batchSize && got.NextShardIterator) await pauses.wait();
      iterator = got.NextShardIterator;
    }
  };

  // Expired iterator, or the database is away for a moment: begin again from what is remembered.
  const persist = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    while (!ending.signal.aborted) {
      try {
        return await work();
      } catch {
        await pauses.wait();
      }
    }
    return undefined;
  };

  const readFrom = async (parent: string | undefined): Promise<void> => {
    const { Shards } = StreamDescription.parse(
      await call(`${service}.DescribeStream`, { StreamArn: stream }),
    ).StreamDescription;
    const known = new Set(Shards.map(shard => shard.ShardId));
    const next = Shards.filter(({ ShardId, ParentShardId }) => {
      const before = ParentShardId && known.has(ParentShardId) ? ParentShardId : undefined;
      return before === parent && !started.has(ShardId);
    });
    await Promise.all(
      next.map(async ({ ShardId }) => {
        started.add(ShardId);
        await persist(() => readShard(ShardId));
        if (!ending.signal.aborted) await readFrom(ShardId);
      }),
    );
  };

  const reading = readFrom(undefined);
  return {
    nudge: pauses.nudge,
    stop: async () => {
      ending.abort();
      pauses.end();
      await reading;
    },
  };
}
