import { Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';
import type { IConstruct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** The only names that a policy may leave open, and why; any other wildcard fails the synthesis. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/:log-group:\/aws\/lambda\/[\w-]+:\*$/, 'Lambda names the streams of the function’s own log group at run time.'],
  [/:secret:[\w-]+\/webhooks\/\*$/, 'One secret a bank under this prefix; banks join without a deployment.'],
  [
    /Ledger\w+\.Arn>\/stream\/\*$/,
    'Listing streams is allowed per table; the stream’s own label is not known to the action.',
  ],
  [/Heads\w+\.Arn>\/heads\/\*$/, 'One object a day, named by its date.'],
];

/** Accepts the wildcards whose reason is known, each by itself. */
export function explainOpenEnds(role: IConstruct, statements: readonly PolicyStatement[]): void {
  for (const resource of statements.flatMap(statement => statement.resources)) {
    const flat = flattenCfnReference(Stack.of(role).resolve(resource));
    const known = reasons.find(([pattern]) => pattern.test(flat));
    if (known) acknowledge(role, `AwsSolutions-IAM5[Resource::${flat}]`, known[1]);
  }
}
