import { Duration } from 'aws-cdk-lib';
import { Schedule as When } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { Env as SealEnv } from '../functions/seal-day/env.ts';
import { Env as SweepEnv } from '../functions/sweep-deadlines/env.ts';
import { Schedule } from './constructs/schedule.ts';
import { tenPastMidnight } from './midnight.ts';
import { statementsOf } from './permissions.ts';
import type { Plan } from './plan.ts';

/** What the clock starts: the sweep of deadlines each minute, the sealing of the day each night. */
export class Schedules extends Construct {
  readonly sweep: Schedule<typeof SweepEnv>;
  readonly seal: Schedule<typeof SealEnv>;

  constructor(scope: Construct, id: string, { foundation, county, storage, resources, values }: Plan) {
    super(scope, id);
    this.sweep = new Schedule(this, 'SweepDeadlines', {
      foundation,
      memory: 512,
      timeout: Duration.seconds(55),
      name: 'sweep-deadlines',
      allow: statementsOf('sweep-deadlines', resources),
      when: When.rate(Duration.minutes(1)),
      stale: Duration.minutes(1),
      env: SweepEnv,
      values: { ...values.ledger, ...values.deadlines },
    });
    const { hour, minute } = tenPastMidnight(county.zone, new Date().getUTCFullYear());
    this.seal = new Schedule(this, 'SealDay', {
      foundation,
      memory: 1024,
      timeout: Duration.minutes(15),
      name: 'seal-day',
      allow: [...statementsOf('seal-day', resources), seeMissing(storage.heads)],
      when: When.cron({ hour: String(hour), minute: String(minute) }),
      stale: Duration.hours(12),
      env: SealEnv,
      values: { ...values.ledger, ...values.signing, ...values.heads, COUNTY_ZONE: county.zone },
    });
  }
}

/** Without it S3 refuses to say that an object is not there: the first day would look like a lost right. */
const seeMissing = (bucket: Bucket) =>
  new PolicyStatement({ sid: 'MissingHeads', actions: ['s3:ListBucket'], resources: [bucket.bucketArn] });
