import type { Duration } from 'aws-cdk-lib';
import { Rule, type Schedule as When } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import { type EnvSchema, LiaisonFunction, type LiaisonFunctionProps } from './liaison-function.ts';

export interface ScheduleProps<Env extends EnvSchema> extends LiaisonFunctionProps<Env> {
  readonly when: When;
  /** How long a run that could not be started is still worth starting. */
  readonly stale: Duration;
}

/** A function that the clock starts. */
export class Schedule<Env extends EnvSchema> extends LiaisonFunction<Env> {
  constructor(scope: Construct, id: string, props: ScheduleProps<Env>) {
    const { when, stale, ...rest } = props;
    super(scope, id, rest);
    const target = new LambdaFunction(this.lambda, { maxEventAge: stale });
    new Rule(this, 'Rule', { schedule: when, targets: [target] });
  }
}
