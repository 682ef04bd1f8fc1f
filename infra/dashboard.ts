import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { minute } from './constructs/runbook-alarm.ts';
import type { MonitoringProps } from './monitoring.ts';

/** The clocks as functions report them, in milliseconds, without dimensions: no bank is named here. */
export const clocks = {
  IssueToDispatched: 'Issued → dispatched 签发→下发',
  DispatchedToDelivered: 'Dispatched → delivered 下发→送达',
  DeliveredToAcknowledged: 'Delivered → acknowledged 送达→签收',
  AcknowledgedToDisposed: 'Acknowledged → disposed 签收→处置',
  DisposedToReported: 'Disposed → reported 处置→反馈',
  DeadlineLateness: 'Deadline lateness 时限误差',
} as const;

/** One look: is the loop quick, is anything waiting, is anything failing. */
export class ClockBoard extends Construct {
  constructor(scope: Construct, id: string, { messaging, api, workers, schedules }: MonitoringProps) {
    super(scope, id);
    const intervals = Object.entries(clocks).map(([metricName, title]) =>
      graph(
        `${title} (ms)`,
        [50, 90, 99].map(share => clock(metricName, share)),
      ),
    );
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
        intervals.slice(0, 3),
        intervals.slice(3),
        [
          graph('Oldest message (s)', ages),
          graph('Dead letters', dead),
          graph('Errors', [api.gateway.failures, ...errors]),
        ],
      ],
    });
  }
}

function clock(metricName: string, share: number): IMetric {
  return new Metric({
    namespace: 'LiaisonPoint',
    metricName,
    statistic: Stats.percentile(share),
    period: Duration.minutes(5),
    label: `p${share}`,
  });
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: 8 });
}
