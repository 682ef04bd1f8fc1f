import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { FunctionName } from '../grants.ts';
import type { Settings } from '../settings.ts';

/** What every construct stands on. */
export interface Foundation {
  readonly settings: Settings;
  readonly dataKey: IKey;
  readonly alarmTopic: ITopic;
  readonly codeOf: (name: FunctionName) => Code;
}
