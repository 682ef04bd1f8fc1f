import * as z from 'zod';
import type { Messaging } from '../messaging/emulator.ts';
import type { Stack } from '../template/stack.ts';
import { ignored } from './ignored.ts';

const Bucket = z.strictObject({
  BucketName: z.string().optional(),
  BucketEncryption: ignored,
  LifecycleConfiguration: ignored,
  LoggingConfiguration: ignored,
  ObjectLockConfiguration: ignored,
  ObjectLockEnabled: ignored,
  OwnershipControls: ignored,
  PublicAccessBlockConfiguration: ignored,
  VersioningConfiguration: ignored,
  Tags: ignored,
});

export function realiseBuckets(stack: Stack, { s3 }: Messaging): void {
  for (const { identity } of stack.parts('AWS::S3::Bucket', Bucket))
    if (!s3.hasBucket(identity.name)) s3.createBucket(identity.name);
}
