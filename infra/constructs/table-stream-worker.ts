import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { DeadLetters } from './dead-letters.ts';
import { type EnvSchema, LiaisonFunction, type LiaisonFunctionProps } from './liaison-function.ts';
import { minute, RunbookAlarm } from './runbook-alarm.ts';

export interface TableStreamWorkerProps<Env extends EnvSchema> extends LiaisonFunctionProps<Env> {
  readonly table: Table;
  /** Lambda filter patterns; a record that fits none is never handed over. */
  readonly patterns: readonly object[];
}

/** A function fed by a table's stream: a poisoned record is cut out and set aside, and lagging behind is an alarm. */
export class TableStreamWorker<Env extends EnvSchema> extends LiaisonFunction<Env> {
  readonly failures: DeadLetters;

  constructor(scope: Construct, id: string, props: TableStreamWorkerProps<Env>) {
    const { table, patterns, ...rest } = props;
    const { foundation, name } = rest;
    const streamArn = table.tableStreamArn;
    if (!streamArn) throw new Error(`${table.node.path} has no stream for ${name} to follow`);
    const failures = new DeadLetters(scope, `${id}Failures`, {
      foundation,
      says: `${name} gave up on a batch of the stream.`,
      runbook: `${name}-failures`,
    });
    const follow = [
      new PolicyStatement({
        sid: 'Stream',
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resources: [streamArn],
      }),
      new PolicyStatement({
        sid: 'Streams',
        actions: ['dynamodb:ListStreams'],
        resources: [`${table.tableArn}/stream/*`],
      }),
      new PolicyStatement({ sid: 'Failures', actions: ['sqs:SendMessage'], resources: [failures.queue.queueArn] }),
    ];
    super(scope, id, { ...rest, allow: [...rest.allow, ...follow] });
    this.failures = failures;

    new EventSourceMapping(this, 'FromStream', {
      target: this.lambda,
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      parallelizationFactor: 4,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 20,
      maxRecordAge: Duration.hours(1),
      onFailure: { bind: () => ({ destination: failures.queue.queueArn }) },
      filters: patterns.map(pattern => ({ pattern: JSON.stringify(pattern) })),
    });
    new RunbookAlarm(this, 'Behind', {
      alarmTopic: foundation.alarmTopic,
      metric: this.lambda.metric('IteratorAge', { period: minute, statistic: Stats.MAXIMUM }),
      threshold: Duration.seconds(30).toMilliseconds(),
      periods: 2,
      says: `${name} is 30 s behind the stream.`,
      runbook: `${name}-behind`,
    });
  }
}
