import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Foundation } from './foundation.ts';
import { minute, RunbookAlarm } from './runbook-alarm.ts';

export interface DeadLettersProps {
  readonly foundation: Foundation;
  readonly says: string;
  readonly runbook: string;
}

/** Where what could not be handled waits for a person: one message is an alarm. */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { foundation, says, runbook }: DeadLettersProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: foundation.dataKey,
      dataKeyReuse: Duration.hours(1),
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(this.queue, 'AwsSolutions-SQS3', 'It is a dead-letter queue itself, of a subscription or a stream.');
    new RunbookAlarm(this, 'NotEmpty', {
      alarmTopic: foundation.alarmTopic,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({ period: minute, statistic: Stats.MAXIMUM }),
      threshold: 1,
      says,
      runbook,
    });
  }
}
