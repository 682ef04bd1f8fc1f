import * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';
import type { DynamoCall } from '../dynamodb/call.ts';
import type { QueueUpset } from '../faults/queues.ts';
import type { LocalFunction } from '../functions/function.ts';
import { filterOf } from '../mappings/pattern.ts';
import { type Poller, pollQueue } from '../mappings/sqs-poller.ts';
import { pollStream, type StreamPoller } from '../mappings/stream-poller.ts';
import type { Messaging, SqsQueue } from '../messaging/emulator.ts';
import { returnReceived } from '../messaging/queues.ts';
import type { State } from '../state.ts';
import type { Part, Stack } from '../template/stack.ts';
import { ignored } from './ignored.ts';
import type { RealTable } from './tables.ts';

const number = z.coerce.number().int();

const Mapping = z.strictObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z.coerce.boolean().default(true),
  BatchSize: number.optional(),
  MaximumBatchingWindowInSeconds: number.default(0),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  FilterCriteria: z.strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })) }).optional(),
  ScalingConfig: z.strictObject({ MaximumConcurrency: number.min(2) }).optional(),
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']).optional(),
  BisectBatchOnFunctionError: z.coerce.boolean().default(false),
  MaximumRetryAttempts: number.default(-1),
  MaximumRecordAgeInSeconds: number.default(-1),
  ParallelizationFactor: ignored,
  DestinationConfig: z.strictObject({ OnFailure: z.strictObject({ Destination: z.string() }) }).optional(),
  KmsKeyArn: ignored,
  MetricsConfig: ignored,
  Tags: ignored,
});
type Mapping = Part<z.infer<typeof Mapping>>;

export interface Sources {
  readonly functions: readonly LocalFunction[];
  readonly tables: readonly RealTable[];
  readonly messaging: Messaging;
  readonly dynamo: DynamoCall;
  readonly state: State;
  readonly upset?: (queue: string) => QueueUpset;
}

// What Lambda starts with: five batches at once.
const startingConcurrency = 5;

/** Starts a poller for every event source mapping; `nudge` tells those of streams that a table was written. */
export function realiseMappings(stack: Stack, sources: Sources): { nudge: () => void; stop: () => Promise<void> } {
  const pollers: Poller[] = [];
  const streams: StreamPoller[] = [];
  for (const mapping of stack.parts('AWS::Lambda::EventSourceMapping', Mapping)) {
    if (!mapping.properties.Enabled) continue;
    const { EventSourceArn } = mapping.properties;
    const table = sources.tables.find(one => one.stream?.arn === EventSourceArn);
    if (table?.stream) streams.push(startStream(sources, mapping, table.stream));
    else pollers.push(startQueue(sources, mapping, queueByArn(sources, mapping.id, EventSourceArn)));
  }
  return {
    nudge: () => {
      for (const stream of streams) stream.nudge();
    },
    stop: async () => {
      await Promise.all([...pollers, ...streams].map(poller => poller.stop()));
    },
  };
}

function startQueue({ messaging, functions, upset }: Sources, { id, properties }: Mapping, queue: SqsQueue): Poller {
  returnReceived(queue);
  const patterns = properties.FilterCriteria?.Filters.map(one => one.Pattern);
  return pollQueue(messaging.sqs, {
    queue,
    target: target(functions, id, properties.FunctionName),
    batchSize: properties.BatchSize ?? 10,
    windowMs: properties.MaximumBatchingWindowInSeconds * 1000,
    partial: properties.FunctionResponseTypes.length > 0,
    concurrency: properties.ScalingConfig?.MaximumConcurrency ?? startingConcurrency,
    ...(patterns ? { passes: filterOf(patterns) } : {}),
    ...(upset ? { upset: upset(queue.name) } : {}),
  });
}

function startStream(
  sources: Sources,
  { id, properties }: Mapping,
  stream: { arn: string; real: string },
): StreamPoller {
  const { state, functions, dynamo } = sources;
  const destination = properties.DestinationConfig?.OnFailure.Destination;
  const dead = destination === undefined ? undefined : queueByArn(sources, id, destination);
  return pollStream(dynamo, {
    stream: stream.real,
    streamArn: stream.arn,
    target: target(functions, id, properties.FunctionName),
    batchSize: properties.BatchSize ?? 100,
    partial: properties.FunctionResponseTypes.length > 0,
    bisect: properties.BisectBatchOnFunctionError,
    retries: properties.MaximumRetryAttempts,
    maxAgeSeconds: properties.MaximumRecordAgeInSeconds,
    passes: filterOf(properties.FilterCriteria?.Filters.map(one => one.Pattern) ?? []),
    checkpoint: {
      get: shard => state.get('stream', `${id}/${stream.real}/${shard}`),
      set: (shard, sequence) => state.set('stream', `${id}/${stream.real}/${shard}`, sequence),
    },
    ...(dead ? { onFailure: description => sources.messaging.send(dead, description) } : {}),
  });
}

function target(functions: readonly LocalFunction[], id: string, name: string): LocalFunction {
  const found = functions.find(one => one.spec.name === name || one.spec.arn === name);
  if (!found) throw new Fault('invalid', 'unknown-reference', { id, name });
  return found;
}

function queueByArn({ messaging }: Sources, id: string, queueArn: string): SqsQueue {
  const queue = messaging.sqs.getQueueByArn(queueArn);
  if (!queue) throw new Fault('invalid', 'unknown-reference', { id, name: queueArn });
  return queue;
}
