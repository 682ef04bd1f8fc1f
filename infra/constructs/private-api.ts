import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { type IMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { accessLine, type HttpApiProps, throttle } from './http-api.ts';

export interface PrivateApiProps extends HttpApiProps {
  readonly vpcEndpoints: readonly string[];
}

const everything = ['execute-api:/*'];

/** The same routes where no public address is allowed: only callers inside the named VPC endpoints reach it. */
export class PrivateApi extends Construct {
  readonly url: string;
  readonly failures: IMetric;

  constructor(scope: Construct, id: string, { foundation, routes, vpcEndpoints }: PrivateApiProps) {
    super(scope, id);
    const logs = new LogGroup(this, 'AccessLogs', {
      encryptionKey: foundation.dataKey,
      retention: RetentionDays.SIX_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const api = new RestApi(this, 'Api', {
      endpointConfiguration: { types: [EndpointType.PRIVATE] },
      policy: onlyThrough(vpcEndpoints),
      cloudWatchRole: false,
      deployOptions: {
        stageName: 'live',
        throttlingRateLimit: throttle.rateLimit,
        throttlingBurstLimit: throttle.burstLimit,
        accessLogDestination: new LogGroupLogDestination(logs),
        accessLogFormat: AccessLogFormat.custom(accessLine('resourcePath')),
      },
    });
    for (const { path, method, to } of routes) {
      api.root.resourceForPath(path).addMethod(method, new LambdaIntegration(to));
    }
    acknowledge(
      api,
      'AwsSolutions-APIG2',
      'Each function validates the request against the contract and names the field.',
    );
    acknowledge(
      api,
      'AwsSolutions-APIG3',
      'It answers only inside the named VPC endpoints; nothing public reaches it.',
    );
    acknowledge(api, 'AwsSolutions-APIG4', 'The gateway is not trusted: each function verifies the token itself.');
    acknowledge(api, 'AwsSolutions-COG4', 'Any OIDC issuer is accepted; user pools do not exist in China.');
    acknowledge(
      api,
      'AwsSolutions-APIG6',
      'Execution logs would hold request bodies, which carry names and account numbers; access logs do not.',
    );
    this.url = api.url;
    this.failures = api.metricServerError({ period: Duration.minutes(5), statistic: Stats.SUM });
  }
}

function onlyThrough(vpcEndpoints: readonly string[]): PolicyDocument {
  const any = { principals: [new AnyPrincipal()], actions: ['execute-api:Invoke'], resources: everything };
  const elsewhere = { StringNotEquals: { 'aws:SourceVpce': vpcEndpoints } };
  return new PolicyDocument({
    statements: [new PolicyStatement(any), new PolicyStatement({ ...any, effect: Effect.DENY, conditions: elsewhere })],
  });
}
