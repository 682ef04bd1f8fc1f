import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi as Gateway, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { type IMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Foundation } from './foundation.ts';

export interface Route {
  readonly path: string;
  readonly method: 'ANY' | 'GET';
  readonly to: IFunction;
}

export interface HttpApiProps {
  readonly foundation: Foundation;
  readonly routes: readonly Route[];
}

/** Requests a second; a county's busiest hour stays far below, a runaway script does not get past. */
export const throttle = { rateLimit: 200, burstLimit: 400 };

/** One line a request, without query or headers, so that no name or account number reaches the log; `route` is the gateway's word for it. */
export const accessLine = (route: 'routeKey' | 'resourcePath'): string =>
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTimeEpoch',
    method: '$context.httpMethod',
    route: `$context.${route}`,
    status: '$context.status',
    responseMs: '$context.responseLatency',
    ip: '$context.identity.sourceIp',
  });

/** A public gateway that passes bodies through and trusts nothing: each function verifies the token itself. */
export class HttpApi extends Construct {
  readonly url: string;
  readonly failures: IMetric;

  constructor(scope: Construct, id: string, { foundation, routes }: HttpApiProps) {
    super(scope, id);
    const api = new Gateway(this, 'Api', { createDefaultStage: false });
    const logs = new LogGroup(this, 'AccessLogs', {
      encryptionKey: foundation.dataKey,
      retention: RetentionDays.SIX_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new HttpStage(this, 'Stage', {
      httpApi: api,
      autoDeploy: true,
      throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(logs),
        format: AccessLogFormat.custom(accessLine('routeKey')),
      },
    });
    const integrations = new Map<IFunction, HttpLambdaIntegration>();
    for (const { path, method, to } of routes) {
      const integration = integrations.get(to) ?? new HttpLambdaIntegration(to.node.path.replaceAll('/', ''), to);
      integrations.set(to, integration);
      const methods = [method === 'ANY' ? HttpMethod.ANY : HttpMethod.GET];
      for (const route of api.addRoutes({ path, methods, integration })) {
        acknowledge(
          route,
          'AwsSolutions-APIG4',
          'The gateway is not trusted: each function verifies issuer, audience and signature of the token, and the public ones serve what anyone may read.',
        );
      }
    }
    this.url = api.apiEndpoint;
    this.failures = api.metricServerError({ period: Duration.minutes(5), statistic: Stats.SUM });
  }
}
