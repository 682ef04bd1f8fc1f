import { CfnOutput, Duration } from 'aws-cdk-lib';
import { type IPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type ITopic, SubscriptionFilter } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Foundation } from './constructs/foundation.ts';
import { Subscription } from './constructs/subscription.ts';
import { WorkQueue } from './constructs/work-queue.ts';

const equals = (value: string) => SubscriptionFilter.stringFilter({ allowlist: [value] });
const name = 'direct-bank';

export interface DirectBankProps {
  readonly foundation: Foundation;
  readonly instructions: ITopic;
  readonly code: string;
  /** @default only the deployment's own account reads the queue */
  readonly reader?: IPrincipal;
}

/** The queue that one bank's own system reads; messages name an instruction and carry nothing personal. */
export class DirectBank extends Construct {
  constructor(scope: Construct, id: string, { foundation, instructions, code, reader }: DirectBankProps) {
    super(scope, id);
    const inbox = new WorkQueue(this, 'Inbox', {
      foundation,
      name,
      workerTimeout: Duration.seconds(10),
      oldest: Duration.seconds(60),
    });
    const { undelivered } = new Subscription(this, 'Subscription', {
      foundation,
      name,
      topic: instructions,
      to: inbox,
      filter: { bank: equals(code), route: equals('direct') },
    });
    if (reader) {
      inbox.queue.addToResourcePolicy(
        new PolicyStatement({
          principals: [reader],
          actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
          resources: [inbox.queue.queueArn],
        }),
      );
    }
    new CfnOutput(this, 'Url', { key: `QueueDirect${code}`, value: inbox.queue.queueUrl });
    new CfnOutput(this, 'Dead', { key: `DeadLettersDirect${code}`, value: inbox.deadLetters.queue.queueUrl });
    new CfnOutput(this, 'Undelivered', { key: `UndeliveredDirect${code}`, value: undelivered.queue.queueUrl });
  }
}
