import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams';
import * as z from 'zod';
import { eventNumber, idOf } from './keys.ts';

/** What Lambda leaves of a batch of a stream that it gave up: where it was, not what was in it. */
export const GivenUp = z.looseObject({
  timestamp: z.string(),
  DDBStreamBatchInfo: z.looseObject({
    shardId: z.string(),
    startSequenceNumber: z.string(),
    endSequenceNumber: z.string(),
  }),
});
export type GivenUp = z.output<typeof GivenUp>;

/** The stream that a table has now. */
export const streamOf = async (db: DynamoDBClient, table: string): Promise<string> => {
  const { Table } = await db.send(new DescribeTableCommand({ TableName: table }));
  return Table?.LatestStreamArn ?? '';
};

const forgotten = (error: unknown): boolean =>
  error instanceof Error && ['TrimmedDataAccessException', 'ResourceNotFoundException'].includes(error.name);

const sequence = ({ dynamodb }: StreamRecord): bigint => BigInt(dynamodb?.SequenceNumber ?? '0');

const eventOf = ({ eventName, dynamodb }: StreamRecord): { id: string; n: number }[] => {
  const { pk, sk } = dynamodb?.Keys ?? {};
  return eventName === 'INSERT' && pk?.S && sk?.S?.startsWith('EVT#') ? [{ id: idOf(pk.S), n: eventNumber(sk.S) }] : [];
};

/** The events that were in a batch that was given up; undefined where the stream has forgotten it (after 24 h). */
export const eventsIn = async (
  streams: DynamoDBStreamsClient,
  stream: string,
  { DDBStreamBatchInfo: { shardId, startSequenceNumber, endSequenceNumber } }: GivenUp,
): Promise<{ id: string; n: number }[] | undefined> => {
  const [first, last] = [BigInt(startSequenceNumber), BigInt(endSequenceNumber)];
  const events: { id: string; n: number }[] = [];
  try {
    let { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({
        StreamArn: stream,
        ShardId: shardId,
        ShardIteratorType: 'AT_SEQUENCE_NUMBER',
        SequenceNumber: startSequenceNumber,
      }),
    );
    let found = false;
    while (ShardIterator) {
      const { Records = [], NextShardIterator } = await streams.send(new GetRecordsCommand({ ShardIterator }));
      found ||= Records.some(record => sequence(record) === first);
      events.push(...Records.filter(record => sequence(record) >= first && sequence(record) <= last).flatMap(eventOf));
      const done = Records.length === 0 || Records.some(record => sequence(record) >= last);
      ShardIterator = done ? undefined : NextShardIterator;
    }
    return found ? events : undefined;
  } catch (error) {
    if (forgotten(error)) return undefined;
    throw error;
  }
};
