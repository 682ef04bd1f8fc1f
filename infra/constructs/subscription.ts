import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  type ITopic,
  type SubscriptionFilter,
  SubscriptionProtocol,
  Subscription as TopicSubscription,
} from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { DeadLetters } from './dead-letters.ts';
import type { Foundation } from './foundation.ts';
import type { WorkQueue } from './work-queue.ts';

export interface SubscriptionProps {
  readonly foundation: Foundation;
  readonly topic: ITopic;
  readonly to: WorkQueue;
  readonly filter: Readonly<Record<string, SubscriptionFilter>>;
  /** As its runbook heading begins. */
  readonly name: string;
}

/** SNS never retries when a queue is gone or refuses it, so each subscription keeps what it could not deliver. */
export class Subscription extends Construct {
  readonly undelivered: DeadLetters;

  constructor(scope: Construct, id: string, { foundation, topic, to, filter, name }: SubscriptionProps) {
    super(scope, id);
    this.undelivered = new DeadLetters(this, 'Undelivered', {
      foundation,
      says: `SNS could not deliver to the ${name} queue.`,
      runbook: `${name}-undelivered`,
    });
    to.queue.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('sns.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [to.queue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': topic.topicArn } },
      }),
    );
    new TopicSubscription(this, 'Subscription', {
      topic,
      protocol: SubscriptionProtocol.SQS,
      endpoint: to.queue.queueArn,
      rawMessageDelivery: true,
      filterPolicy: filter,
      deadLetterQueue: this.undelivered.queue,
    });
  }
}
