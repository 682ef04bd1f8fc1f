import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { SQSClient } from '@aws-sdk/client-sqs';
import { runDeadline } from '../../shared/app/run-deadline.ts';
import { documents } from '../../shared/aws/clients.ts';
import { connect } from '../../shared/aws/connect.ts';
import { sqsHints } from '../../shared/aws/hints.ts';
import { dynamoLedger } from '../../shared/aws/ledger.ts';
import { queueWorker } from '../../shared/aws/queue-worker.ts';
import { logger, metrics } from '../../shared/aws/telemetry.ts';
import { Deadline } from '../../shared/contract/messages.ts';
import { Env } from './env.ts';

const config = Env.parse(process.env);
const queues = { intake: config.INTAKE_QUEUE, deadlines: config.DEADLINES_QUEUE };
const deps = {
  ledger: dynamoLedger(documents(), config.LEDGER_TABLE, Date.now),
  hints: sqsHints(connect(SQSClient), queues, Date.now),
  clock: Date.now,
};

export const handler = queueWorker(
  Deadline,
  async deadline => {
    const rang = await runDeadline(deps, deadline);
    if (rang.how !== 'rang') return;
    metrics.addMetric('DeadlineLateness', MetricUnit.Milliseconds, rang.latenessMs);
    metrics.publishStoredMetrics();
  },
  logger,
);
