import type { App } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

/** What every deployment is held against; a finding that no construct acknowledges stops the synthesis. */
export const rules = (app: App) => [new AwsSolutionsChecks(app)];
