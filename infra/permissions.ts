import { Aws } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type FunctionName, grants, type ResourceName } from './grants.ts';

export type Service = 'dynamodb' | 'kms' | 'secretsmanager' | 'sqs' | 'sns' | 's3';

/** Where a granted resource lives; `arn` is what the policy names. */
export interface Granted {
  readonly service: Service;
  readonly arn: string;
}

export type Resources = Readonly<Record<ResourceName, Granted>>;

const entries = <Key extends string, Value>(record: Partial<Record<Key, Value>>) =>
  Object.entries(record) as [Key, Value][];

/** The statements that grants.ts gives a function, one a resource. */
export function statementsOf(name: FunctionName, resources: Resources): PolicyStatement[] {
  return entries(grants[name]).map(
    ([resource, actions]) =>
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: actions.map(action => `${resources[resource].service}:${action}`),
        resources: [resources[resource].arn],
      }),
  );
}

const reading = ['kms:Decrypt', 'kms:DescribeKey'];
const writing = ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];
const writes = /:(Put|Update|Send|Publish)/;

/**
 * The data key as the encrypted services use it in the function's name; never for a call of its own.
 * The end of the service's name is left open because it differs in China.
 */
export function dataKeyStatement(key: IKey, statements: readonly PolicyStatement[]): PolicyStatement[] {
  const actions = statements.flatMap(statement => statement.actions);
  const services = [...new Set(actions.map(action => action.split(':')[0]))].filter(service => service !== 'kms');
  if (services.length === 0) return [];
  return [
    new PolicyStatement({
      sid: 'DataKey',
      actions: actions.some(action => writes.test(action)) ? [...reading, ...writing] : reading,
      resources: [key.keyArn],
      conditions: { StringLike: { 'kms:ViaService': services.map(name => `${name}.${Aws.REGION}.amazonaws.com*`) } },
    }),
  ];
}
