import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { LocalFunction } from '../functions/function.ts';
import { region } from '../names.ts';
import { batchFailures } from './batch-failures.ts';
import type { StreamRecord } from './stream-shapes.ts';

export interface StreamRules {
  readonly target: LocalFunction;
  readonly streamArn: string;
  readonly passes: (record: unknown) => boolean;
  readonly partial: boolean;
  readonly bisect: boolean;
  /** How often a batch is tried again; for ever when negative. */
  readonly retries: number;
  readonly maxAgeSeconds: number;
  /** Takes the description of a batch that is given up. */
  readonly onFailure?: (description: string) => void;
}

interface Attempt {
  readonly records: readonly StreamRecord[];
  readonly tries: number;
}

const longestPause = 5_000;

/** Runs records through the function in order, and tells after each part how far they are done. Ends early when aborted. */
export async function runStreamBatch(
  rules: StreamRules,
  shard: string,
  records: readonly StreamRecord[],
  { done, signal }: { done: (sequence: string) => void; signal: AbortSignal },
): Promise<void> {
  const passed = (part: readonly StreamRecord[]): void => {
    const last = part.at(-1);
    if (last) done(last.dynamodb.SequenceNumber);
  };
  const left: Attempt[] = [{ records, tries: 0 }];
  for (let now = left.shift(); now !== undefined && !signal.aborted; now = left.shift()) {
    const failedAt = await firstFailure(rules, now.records);
    passed(now.records.slice(0, failedAt));
    const rest = now.records.slice(failedAt);
    if (rest.length === 0) continue;
    if (expired(rules, rest, now.tries)) {
      rules.onFailure?.(describe(rules, shard, rest, now.tries + 1));
      passed(rest);
    } else if (rules.bisect && rest.length > 1) {
      const middle = Math.ceil(rest.length / 2);
      left.unshift(
        { records: rest.slice(0, middle), tries: now.tries },
        { records: rest.slice(middle), tries: now.tries },
      );
    } else {
      left.unshift({ records: rest, tries: now.tries + 1 });
      await pause(Math.min(longestPause, 100 * 2 ** now.tries), undefined, { signal }).catch(() => {});
    }
  }
}

async function firstFailure(rules: StreamRules, records: readonly StreamRecord[]): Promise<number> {
  const wanted = records
    .filter(rules.passes)
    .map(one => ({ ...one, eventSource: 'aws:dynamodb', eventSourceARN: rules.streamArn, awsRegion: region }));
  if (wanted.length === 0) return records.length;
  const ids = wanted.map(one => one.dynamodb.SequenceNumber);
  const failed = batchFailures(await rules.target.invoke({ Records: wanted }), ids, rules.partial);
  if (failed.size === ids.length && !rules.partial) return 0;
  const index = records.findIndex(one => failed.has(one.dynamodb.SequenceNumber));
  return index === -1 ? records.length : index;
}

function expired(
  { retries, maxAgeSeconds, bisect }: StreamRules,
  rest: readonly StreamRecord[],
  tries: number,
): boolean {
  const created = rest[0]?.dynamodb.ApproximateCreationDateTime ?? Date.now() / 1000;
  if (maxAgeSeconds >= 0 && Date.now() / 1000 - created > maxAgeSeconds) return true;
  return retries >= 0 && tries >= retries && !(bisect && rest.length > 1);
}

const describe = (
  { target, streamArn }: StreamRules,
  shardId: string,
  rest: readonly StreamRecord[],
  tries: number,
): string =>
  JSON.stringify({
    requestContext: {
      requestId: randomUUID(),
      functionArn: target.spec.arn,
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: tries,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date().toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: rest[0]?.dynamodb.SequenceNumber,
      endSequenceNumber: rest.at(-1)?.dynamodb.SequenceNumber,
      batchSize: rest.length,
      streamArn,
    },
  });
