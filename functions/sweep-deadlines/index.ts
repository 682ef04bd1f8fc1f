import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { ScheduledHandler } from 'aws-lambda';
import { sweep } from '../../shared/app/sweep.ts';
import { documents } from '../../shared/aws/clients.ts';
import { connect } from '../../shared/aws/connect.ts';
import { dynamoDueIndex } from '../../shared/aws/due-index.ts';
import { queueDeadlines } from '../../shared/aws/hints.ts';
import { metrics } from '../../shared/aws/telemetry.ts';
import { Env } from './env.ts';

const config = Env.parse(process.env);
const sqs = connect(SQSClient);
const index = dynamoDueIndex(documents(), config.LEDGER_TABLE);

/** The heartbeat is sent only after a whole sweep: its absence is the alarm. */
export const handler: ScheduledHandler = async () => {
  const { queued, overdue } = await sweep({
    index,
    queue: deadlines => queueDeadlines(sqs, config.DEADLINES_QUEUE, deadlines, Date.now()),
    clock: Date.now,
  });
  metrics.addMetric('Heartbeat', MetricUnit.Count, 1);
  metrics.addMetric('DeadlinesQueued', MetricUnit.Count, queued);
  metrics.addMetric('DeadlinesOverdue', MetricUnit.Count, overdue);
  metrics.publishStoredMetrics();
};
