import type { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';

/** A figure that functions report of themselves; it names no bank. */
export const reported = (metricName: string, statistic: string, period: Duration, label?: string): Metric =>
  new Metric({
    namespace: 'LiaisonPoint',
    dimensionsMap: { service: 'liaison-point' },
    metricName,
    statistic,
    period,
    ...(label ? { label } : {}),
  });
