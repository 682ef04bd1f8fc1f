import * as z from 'zod';

const key = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const ignored = z.unknown().optional();

const Index = z.strictObject({
  IndexName: z.string(),
  KeySchema: key,
  Projection: z.strictObject({
    ProjectionType: z.enum(['KEYS_ONLY', 'INCLUDE', 'ALL']),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
  ContributorInsightsSpecification: ignored,
  OnDemandThroughput: ignored,
});

/** The properties of a table as CloudFormation names them; what protects data in the cloud only is read past. */
export const TableShape = z.strictObject({
  TableName: z.string(),
  KeySchema: key,
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  GlobalSecondaryIndexes: z.array(Index).default([]),
  StreamSpecification: z
    .strictObject({
      StreamViewType: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']),
      ResourcePolicy: ignored,
    })
    .optional(),
  TimeToLiveSpecification: z.strictObject({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
  BillingMode: z.literal('PAY_PER_REQUEST').default('PAY_PER_REQUEST'),
  PointInTimeRecoverySpecification: ignored,
  SSESpecification: ignored,
  DeletionProtectionEnabled: ignored,
  ContributorInsightsSpecification: ignored,
  OnDemandThroughput: ignored,
  ResourcePolicy: ignored,
  TableClass: ignored,
  Tags: ignored,
});

export type TableShape = z.infer<typeof TableShape>;
export type IndexShape = TableShape['GlobalSecondaryIndexes'][number];
