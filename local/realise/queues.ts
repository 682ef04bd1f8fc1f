import * as z from 'zod';
import type { Messaging } from '../messaging/emulator.ts';
import { realiseQueue } from '../messaging/queues.ts';
import type { Stack } from '../template/stack.ts';
import { ignored } from './ignored.ts';

const number = z.coerce.number().int();

const Queue = z.strictObject({
  QueueName: z.string().optional(),
  VisibilityTimeout: number.optional(),
  DelaySeconds: number.optional(),
  MessageRetentionPeriod: number.optional(),
  MaximumMessageSize: number.optional(),
  ReceiveMessageWaitTimeSeconds: number.optional(),
  RedrivePolicy: z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: number }).optional(),
  RedriveAllowPolicy: ignored,
  KmsMasterKeyId: ignored,
  KmsDataKeyReusePeriodSeconds: ignored,
  SqsManagedSseEnabled: ignored,
  Tags: ignored,
});

export function realiseQueues(stack: Stack, messaging: Messaging): void {
  for (const { identity, properties } of stack.parts('AWS::SQS::Queue', Queue)) {
    const {
      QueueName,
      RedrivePolicy,
      RedriveAllowPolicy,
      KmsMasterKeyId,
      KmsDataKeyReusePeriodSeconds,
      SqsManagedSseEnabled,
      Tags,
      ...plain
    } = properties;
    const attributes = Object.entries(plain)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]);
    if (RedrivePolicy) attributes.push(['RedrivePolicy', JSON.stringify(RedrivePolicy)]);
    realiseQueue(messaging, identity.name, Object.fromEntries(attributes));
  }
}
