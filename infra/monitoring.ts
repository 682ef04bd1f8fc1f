import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Api } from './api.ts';
import type { Foundation } from './constructs/foundation.ts';
import { minute, RunbookAlarm } from './constructs/runbook-alarm.ts';
import { ClockBoard } from './dashboard.ts';
import type { Messaging } from './messaging.ts';
import { reported } from './metrics.ts';
import type { Schedules } from './schedules.ts';
import type { Workers } from './workers.ts';

export interface MonitoringProps {
  readonly foundation: Foundation;
  readonly messaging: Messaging;
  readonly api: Api;
  readonly workers: Workers;
  readonly schedules: Schedules;
}

/** Alarms that belong to no queue, and the dashboard. Workers need no alarm on errors: their dead letters are it. */
export class Monitoring extends Construct {
  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    const { api, workers, schedules } = props;
    const { alarmTopic } = props.foundation;
    const { lambda: seal } = schedules.seal;

    new RunbookAlarm(this, 'Heartbeat', {
      alarmTopic,
      metric: reported('Heartbeat', Stats.SUM, minute),
      when: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      periods: 3,
      silenceIsAlarm: true,
      says: 'The sweep of deadlines has not finished for three minutes.',
      runbook: 'heartbeat',
    });
    new RunbookAlarm(this, 'ApiFailures', {
      alarmTopic,
      metric: api.gateway.failures,
      threshold: 5,
      says: 'Five requests within five minutes ended in an error of ours.',
      runbook: 'api-failures',
    });
    const busy = { api: api.police, bank: api.bank, sweep: schedules.sweep, relay: workers.relay };
    const throttled = Object.entries(busy).map(
      ([key, { lambda }]) =>
        [key, lambda.metricThrottles({ period: Duration.minutes(5), statistic: Stats.SUM })] as const,
    );
    new RunbookAlarm(this, 'Throttled', {
      alarmTopic,
      metric: new MathExpression({
        expression: throttled.map(([key]) => key).join(' + '),
        usingMetrics: Object.fromEntries(throttled),
        period: Duration.minutes(5),
        label: 'Throttled runs',
      }),
      threshold: 1,
      says: 'Lambda refused to start a function because the account is at its limit.',
      runbook: 'functions-throttled',
    });
    new RunbookAlarm(this, 'SealFailed', {
      alarmTopic,
      metric: seal.metricErrors({ period: Duration.minutes(5), statistic: Stats.SUM }),
      threshold: 1,
      says: 'Sealing the day failed.',
      runbook: 'day-not-sealed',
    });
    new RunbookAlarm(this, 'SealMissing', {
      alarmTopic,
      metric: seal.metricInvocations({ period: Duration.hours(1), statistic: Stats.SUM }),
      when: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      // A day and two hours, so that a run a few seconds late is not missed.
      periods: 26,
      silenceIsAlarm: true,
      says: 'The day has not been sealed for more than a day.',
      runbook: 'day-not-sealed',
    });
    new ClockBoard(this, 'Clocks', props);
  }
}
