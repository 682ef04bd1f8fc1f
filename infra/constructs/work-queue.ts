import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetters } from './dead-letters.ts';
import type { Foundation } from './foundation.ts';
import { minute, RunbookAlarm } from './runbook-alarm.ts';

export interface WorkQueueProps {
  readonly foundation: Foundation;
  /** As people call it, and as its runbook headings begin. */
  readonly name: string;
  /** How long one run of its worker may take; the message stays hidden six times as long. */
  readonly workerTimeout: Duration;
  /** A message waiting longer than this is an alarm. */
  readonly oldest: Duration;
}

/** A queue that cannot lose a message silently: its dead letters and its waiting time raise alarms. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: DeadLetters;
  readonly workerTimeout: Duration;

  constructor(scope: Construct, id: string, { foundation, name, workerTimeout, oldest }: WorkQueueProps) {
    super(scope, id);
    this.workerTimeout = workerTimeout;
    const { alarmTopic } = foundation;
    this.deadLetters = new DeadLetters(this, 'DeadLetters', {
      foundation,
      says: `A message of the ${name} queue failed five times.`,
      runbook: `${name}-dead-letters`,
    });
    this.queue = new Queue(this, 'Queue', {
      visibilityTimeout: Duration.seconds(workerTimeout.toSeconds() * 6),
      deadLetterQueue: { queue: this.deadLetters.queue, maxReceiveCount: 5 },
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: foundation.dataKey,
      dataKeyReuse: Duration.hours(1),
      enforceSSL: true,
      retentionPeriod: Duration.days(4),
    });
    new RunbookAlarm(this, 'Waiting', {
      alarmTopic,
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: minute, statistic: Stats.MAXIMUM }),
      threshold: oldest.toSeconds(),
      periods: 2,
      says: `The oldest message of the ${name} queue has waited ${oldest.toSeconds()} s.`,
      runbook: `${name}-waiting`,
    });
  }
}
