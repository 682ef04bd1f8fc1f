import { Aws, type Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  RecursiveLoop,
  Runtime,
  RuntimeFamily,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type * as z from 'zod';
import type { FunctionName } from '../grants.ts';
import { dataKeyStatement } from '../permissions.ts';
import { acknowledge } from './acknowledge.ts';
import type { Foundation } from './foundation.ts';
import { explainOpenEnds } from './open-ends.ts';

/** An environment: any zod schema that reads names and texts. */
export type EnvSchema = z.ZodType<unknown, Readonly<Record<string, string>>>;

export interface LiaisonFunctionProps<Env extends EnvSchema> {
  readonly foundation: Foundation;
  readonly name: FunctionName;
  /** The schema that the handler parses at load; a name missing from `values` does not compile. */
  readonly env: Env;
  readonly values: z.input<Env>;
  readonly allow: readonly PolicyStatement[];
  /** MB; the share of a processor grows with it. */
  readonly memory: number;
  readonly timeout: Duration;
  /** Its messages may come round to it again by design. @default false */
  readonly inLoop?: boolean;
}

/** One function with a role of its own that holds exactly what it was given. */
export class LiaisonFunction<Env extends EnvSchema> extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, props: LiaisonFunctionProps<Env>) {
    super(scope, id);
    const { foundation, name } = props;
    const { settings, dataKey } = foundation;
    const functionName = `${Stack.of(this).stackName}-${name}`;

    // The name is spelled out so that the policy can name the log group before the function exists.
    const logs = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      encryptionKey: dataKey,
      retention: RetentionDays.SIX_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const writeLogs = new PolicyStatement({
      sid: 'Logs',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [`arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:/aws/lambda/${functionName}:*`],
    });
    const statements = [...props.allow, ...dataKeyStatement(dataKey, props.allow), writeLogs];
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { Grants: new PolicyDocument({ statements }) },
    });
    explainOpenEnds(role, statements);

    this.lambda = new LambdaFunction(this, 'Function', {
      functionName,
      role,
      code: foundation.codeOf(name),
      handler: 'index.handler',
      runtime: new Runtime(settings.runtime, RuntimeFamily.NODEJS),
      architecture: Architecture.ARM_64,
      memorySize: props.memory,
      timeout: props.timeout,
      environment: props.values,
      ...(props.inLoop && !inChina(this) ? { recursiveLoop: RecursiveLoop.ALLOW } : {}),
      // Start, end and report of every invocation would be most of what is logged; the metrics have them.
      ...(settings.logFormat === 'json'
        ? { loggingFormat: LoggingFormat.JSON, systemLogLevelV2: SystemLogLevel.WARN }
        : {}),
    });
    this.lambda.node.addDependency(logs);
    if (settings.runtime !== 'nodejs24.x') {
      acknowledge(this.lambda, 'AwsSolutions-L1', 'The region does not offer the latest runtime yet.');
    }
  }
}

/** Lambda does not look for loops there, and would not know the property. */
const inChina = (scope: Construct): boolean => Stack.of(scope).region.startsWith('cn-');
