import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { intervals } from '../shared/domain/clocks.ts';
import { minute } from './constructs/runbook-alarm.ts';
import { reported } from './metrics.ts';
import type { MonitoringProps } from './monitoring.ts';

/** Metrics of the clocks, in ms, by name: the domain's intervals as the relay reports them, and how late deadlines fire. */
export const clocks: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(intervals).map(([interval, title]) => [interval.charAt(0).toUpperCase() + interval.slice(1), title]),
  ),
  DeadlineLateness: '时限误差',
};

/** One look: is the loop quick, is anything waiting, is anything failing. */
export class ClockBoard extends Construct {
  constructor(scope: Construct, id: string, { messaging, api, workers, schedules }: MonitoringProps) {
    super(scope, id);
    const five = Duration.minutes(5);
    const times = Object.entries(clocks).map(([name, title]) =>
      graph(
        `${title} ${name} (ms)`,
        [50, 90, 99].map(share => reported(name, Stats.percentile(share), five, `p${share}`)),
      ),
    );
    const overdue = graph('到期未办 Deadlines overdue', [reported('DeadlinesOverdue', Stats.MAXIMUM, minute)]);
    const queues = {
      intake: messaging.intake,
      inbox: messaging.inbox,
      'follow-ups': messaging.followUps,
      deadlines: messaging.deadlines,
      'page-console': messaging.pageConsole,
      'page-webhook': messaging.pageWebhook,
    };
    const ages = Object.entries(queues).map(([label, { queue }]) =>
      queue.metricApproximateAgeOfOldestMessage({ label, period: minute, statistic: Stats.MAXIMUM }),
    );
    const dead = Object.entries(queues).map(([label, { deadLetters }]) =>
      deadLetters.queue.metricApproximateNumberOfMessagesVisible({ label, period: minute, statistic: Stats.MAXIMUM }),
    );
    const functions = {
      'police-api': api.police,
      'bank-api': api.bank,
      'relay-events': workers.relay,
      'sweep-deadlines': schedules.sweep,
      'seal-day': schedules.seal,
    };
    const errors = Object.entries(functions).map(([label, { lambda }]) =>
      lambda.metricErrors({ label, period: minute, statistic: Stats.SUM }),
    );
    new Dashboard(this, 'Dashboard', {
      defaultInterval: Duration.hours(12),
      widgets: [
        times.slice(0, 3),
        times.slice(3, 6),
        [...times.slice(6), overdue],
        [
          graph('Oldest message (s)', ages),
          graph('Dead letters', dead),
          graph('Errors', [api.gateway.failures, ...errors]),
        ],
      ],
    });
  }
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: 8 });
}
