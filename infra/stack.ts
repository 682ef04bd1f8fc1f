import { Aws, Stack, type StackProps } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { Api } from './api.ts';
import { DataKey } from './constructs/data-key.ts';
import type { Foundation } from './constructs/foundation.ts';
import { Topic } from './constructs/topic.ts';
import type { CountyPlan } from './county.ts';
import { DirectBanks } from './direct-banks.ts';
import { Messaging } from './messaging.ts';
import { Monitoring } from './monitoring.ts';
import { declareOutputs } from './outputs.ts';
import { declareParameters } from './parameters.ts';
import type { Plan } from './plan.ts';
import { resourcesOf } from './resources.ts';
import { Schedules } from './schedules.ts';
import { Storage } from './storage.ts';
import { valuesOf } from './values.ts';
import { Workers } from './workers.ts';

export interface LiaisonPointProps extends StackProps, Pick<Foundation, 'settings' | 'codeOf'> {
  readonly county: CountyPlan;
}

/** Everything on the way of an instruction. */
export class LiaisonPoint extends Stack {
  constructor(scope: Construct, id: string, { settings, codeOf, county, ...props }: LiaisonPointProps) {
    super(scope, id, props);
    const dataKey = new DataKey(this, 'DataKey');
    const foundation: Foundation = { settings, codeOf, dataKey, alarmTopic: alarmTopic(this, dataKey) };
    const storage = new Storage(this, 'Storage', foundation);
    const messaging = new Messaging(this, 'Messaging', foundation);
    new DirectBanks(this, 'DirectBanks', {
      foundation,
      instructions: messaging.instructions,
      banks: county.directBanks,
    });
    const plan: Plan = {
      foundation,
      county,
      storage,
      messaging,
      resources: resourcesOf(storage, messaging),
      values: valuesOf(storage, messaging, declareParameters(this)),
    };
    const api = new Api(this, 'Api', plan);
    const workers = new Workers(this, 'Workers', plan);
    const schedules = new Schedules(this, 'Schedules', plan);
    new Monitoring(this, 'Monitoring', { foundation, messaging, api, workers, schedules });
    declareOutputs(this, plan, api, workers);
  }
}

function alarmTopic(scope: Construct, dataKey: DataKey): Topic {
  const topic = new Topic(scope, 'Alarms', dataKey);
  topic.addToResourcePolicy(
    new PolicyStatement({
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  return topic;
}
