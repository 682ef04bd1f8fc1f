import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import type { Foundation } from './foundation.ts';

export interface RunbookAlarmProps {
  readonly metric: IMetric;
  /** One sentence: what has happened. */
  readonly says: string;
  /** The heading in docs/operations.md that says what to do. */
  readonly runbook: string;
  readonly threshold: number;
  /** @default at or above the threshold */
  readonly when?: ComparisonOperator;
  /** Periods that must all be over the threshold. @default 1 */
  readonly periods?: number;
  /** Whether silence is itself the alarm. @default false */
  readonly silenceIsAlarm?: boolean;
}

/** An alarm that tells whoever it wakes where the way out is written. */
export class RunbookAlarm extends Construct {
  constructor(scope: Construct, id: string, props: RunbookAlarmProps & Pick<Foundation, 'alarmTopic'>) {
    super(scope, id);
    const alarm = new Alarm(this, 'Alarm', {
      metric: props.metric,
      alarmDescription: `${props.says} Runbook: docs/operations.md#${props.runbook}`,
      threshold: props.threshold,
      comparisonOperator: props.when ?? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: props.periods ?? 1,
      treatMissingData: props.silenceIsAlarm ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    const action = new SnsAction(props.alarmTopic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}

export const minute = Duration.minutes(1);
