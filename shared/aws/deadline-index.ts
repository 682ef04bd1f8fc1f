import { createHash } from 'node:crypto';

const minute = 60_000;
/** One minute's work spreads over these, so that no index partition runs hot. */
export const shards = 4;

const shardOf = (id: string): number => (createHash('sha1').update(id).digest()[0] ?? 0) % shards;

export const bucketMinute = (at: number): number => Math.floor(at / minute) * minute;

export const bucketName = (minuteAt: number, shard: number): string =>
  `${new Date(minuteAt).toISOString().slice(0, 16)}#${shard}`;

export const minuteOf = (bucket: string): number => Date.parse(`${bucket.slice(0, 16)}:00Z`);

/**
 * The attributes by which an item stands in the deadline index. The bucket is the minute of the later of due time and writing time,
 * so that one written overdue is still found by a sweep whose cursor has passed its minute.
 */
export const dueAttributes = (id: string, dueAt: number | null, writtenAt: number): Record<string, string | number> =>
  dueAt === null ? {} : { dueAt, dueBucket: bucketName(bucketMinute(Math.max(dueAt, writtenAt)), shardOf(id)) };

/** Day (UTC) and shard under which an instruction's latest event is found when the day is sealed. */
export const sealDay = (id: string, at: number): string => `${new Date(at).toISOString().slice(0, 10)}#${shardOf(id)}`;
