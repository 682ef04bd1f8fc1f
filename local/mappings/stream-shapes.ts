import * as z from 'zod';

export const StreamDescription = z.looseObject({
  StreamDescription: z.looseObject({
    Shards: z.array(z.looseObject({ ShardId: z.string(), ParentShardId: z.string().nullish() })).default([]),
  }),
});

export const Iterator = z.looseObject({ ShardIterator: z.string() });

export const StreamRecord = z.looseObject({
  dynamodb: z.looseObject({ SequenceNumber: z.string(), ApproximateCreationDateTime: z.number().optional() }),
});

export const Records = z.looseObject({
  Records: z.array(StreamRecord).default([]),
  NextShardIterator: z.string().nullish(),
});

export type StreamRecord = z.infer<typeof StreamRecord>;
export type Records = z.infer<typeof Records>;
