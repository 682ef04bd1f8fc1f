import * as z from 'zod';
import type { Messaging } from '../messaging/emulator.ts';
import { realiseSubscriptions, realiseTopic, type Subscription } from '../messaging/topics.ts';
import type { Stack } from '../template/stack.ts';
import { ignored } from './ignored.ts';

const Topic = z.strictObject({
  TopicName: z.string().optional(),
  DisplayName: ignored,
  KmsMasterKeyId: ignored,
  TracingConfig: ignored,
  SignatureVersion: ignored,
  DeliveryStatusLogging: ignored,
  Tags: ignored,
});

// `numeric` is left out on purpose: the emulator lets it match strings, which the cloud does not.
const Condition = z.union([
  z.string(),
  z.boolean(),
  z.null(),
  z.strictObject({ prefix: z.string() }),
  z.strictObject({ suffix: z.string() }),
  z.strictObject({ exists: z.boolean() }),
  z.strictObject({ 'equals-ignore-case': z.string() }),
  z.strictObject({ 'anything-but': z.union([z.array(z.string()), z.strictObject({ prefix: z.string() })]) }),
]);

const Subscribed = z.strictObject({
  TopicArn: z.string(),
  Protocol: z.literal('sqs'),
  Endpoint: z.string(),
  RawMessageDelivery: z.coerce.boolean().default(false),
  FilterPolicy: z.record(z.string(), z.array(Condition)).optional(),
  FilterPolicyScope: z.enum(['MessageAttributes', 'MessageBody']).optional(),
  RedrivePolicy: ignored,
  Region: ignored,
});

const last = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);

export function realiseTopics(stack: Stack, messaging: Messaging): void {
  const subscriptions = stack.parts('AWS::SNS::Subscription', Subscribed).map(({ properties }): Subscription => {
    const { TopicArn, Endpoint, RawMessageDelivery, FilterPolicy, FilterPolicyScope } = properties;
    const attributes = {
      ...(RawMessageDelivery ? { RawMessageDelivery: 'true' } : {}),
      ...(FilterPolicy ? { FilterPolicy: JSON.stringify(FilterPolicy) } : {}),
      ...(FilterPolicyScope ? { FilterPolicyScope } : {}),
    };
    return { topic: last(TopicArn), queue: last(Endpoint), attributes };
  });
  for (const { identity } of stack.parts('AWS::SNS::Topic', Topic)) {
    realiseTopic(messaging, identity.name);
    realiseSubscriptions(
      messaging,
      identity.name,
      subscriptions.filter(one => one.topic === identity.name),
    );
  }
}
