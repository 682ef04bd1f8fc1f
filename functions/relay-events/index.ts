import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { SNSClient } from '@aws-sdk/client-sns';
import type { DynamoDBBatchResponse, DynamoDBStreamHandler } from 'aws-lambda';
import { relay } from '../../shared/app/relay.ts';
import { documents } from '../../shared/aws/clients.ts';
import { connect } from '../../shared/aws/connect.ts';
import { eventNumber, idOf } from '../../shared/aws/keys.ts';
import { dynamoLedger } from '../../shared/aws/ledger.ts';
import { logger, metrics } from '../../shared/aws/telemetry.ts';
import { publishEvents } from '../../shared/aws/topics.ts';
import type { Interval } from '../../shared/domain/clocks.ts';
import { Env } from './env.ts';

const config = Env.parse(process.env);
const metricName = (interval: Interval): string => `${interval.charAt(0).toUpperCase()}${interval.slice(1)}`;
const deps = {
  ledger: dynamoLedger(documents(), config.LEDGER_TABLE, Date.now),
  publish: publishEvents(connect(SNSClient), config.EVENTS_TOPIC),
  // CloudWatch gives no percentiles for a metric with a negative value; a bank that acted ahead is shown in the reports.
  clocked: (interval: Interval, ms: number) => {
    if (ms >= 0) metrics.addMetric(metricName(interval), MetricUnit.Milliseconds, ms);
  },
};

/** In a stream the first failure decides: everything from it on is delivered again, in order. */
export const handler: DynamoDBStreamHandler = async ({ Records }, { awsRequestId }): Promise<DynamoDBBatchResponse> => {
  const refs = Records.map(({ dynamodb }) => ({
    id: idOf(dynamodb?.Keys?.pk?.S ?? ''),
    n: eventNumber(dynamodb?.Keys?.sk?.S ?? ''),
  }));
  const failed = await relay(deps, refs).finally(() => metrics.publishStoredMetrics());
  for (const { id, n } of failed.flatMap(at => refs[at] ?? []))
    logger.error('refused', { requestId: awsRequestId, instruction: id, number: n });
  const itemIdentifier = Records[Math.min(...failed)]?.dynamodb?.SequenceNumber;
  return { batchItemFailures: itemIdentifier ? [{ itemIdentifier }] : [] };
};
