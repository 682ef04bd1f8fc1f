import { Aws, CfnOutput, Duration } from 'aws-cdk-lib';
import { AccountPrincipal, ArnPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type ITopic, SubscriptionFilter } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Foundation } from './constructs/foundation.ts';
import { Subscription } from './constructs/subscription.ts';
import { WorkQueue } from './constructs/work-queue.ts';
import type { DirectBank as Bank } from './county.ts';

const equals = (value: string) => SubscriptionFilter.stringFilter({ allowlist: [value] });
const name = 'direct-bank';

export interface DirectBankProps {
  readonly foundation: Foundation;
  readonly instructions: ITopic;
  readonly bank: Bank;
}

/** The queue that one bank's own system reads; messages name an instruction and carry nothing personal. */
export class DirectBank extends Construct {
  constructor(scope: Construct, id: string, { foundation, instructions, bank }: DirectBankProps) {
    super(scope, id);
    const inbox = new WorkQueue(this, 'Queue', {
      foundation,
      name,
      workerTimeout: Duration.seconds(10),
      oldest: Duration.seconds(60),
    });
    const subscription = new Subscription(this, 'Subscription', {
      foundation,
      name,
      topic: instructions,
      to: inbox,
      filter: { bank: equals(bank.code), route: equals('direct') },
    });
    if (bank.principal) this.letIn(bank.principal, inbox, foundation);

    const suffix = bank.code.replace(/[^A-Za-z0-9]/g, '');
    new CfnOutput(this, 'Url', { key: `QueueDirect${suffix}`, value: inbox.queue.queueUrl });
    new CfnOutput(this, 'Dead', { key: `DeadLettersDirect${suffix}`, value: inbox.deadLetters.queue.queueUrl });
    new CfnOutput(this, 'Undelivered', {
      key: `UndeliveredDirect${suffix}`,
      value: subscription.undelivered.queue.queueUrl,
    });
  }

  private letIn(reader: string, { queue }: WorkQueue, { dataKey }: Foundation): void {
    const principal = /^\d{12}$/.test(reader) ? new AccountPrincipal(reader) : new ArnPrincipal(reader);
    queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [principal],
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
        resources: [queue.queueArn],
      }),
    );
    dataKey.addToResourcePolicy(
      new PolicyStatement({
        principals: [principal],
        actions: ['kms:Decrypt'],
        resources: ['*'],
        conditions: { StringLike: { 'kms:ViaService': `sqs.${Aws.REGION}.amazonaws.com*` } },
      }),
    );
  }
}
