import * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';
import type { LocalFunction } from '../functions/function.ts';
import type { Route } from '../http/routes.ts';
import type { Stack } from '../template/stack.ts';
import { ignored } from './ignored.ts';

export const Cors = z.strictObject({
  AllowCredentials: z.coerce.boolean().default(false),
  AllowHeaders: z.array(z.string()).default([]),
  AllowMethods: z.array(z.string()).default([]),
  AllowOrigins: z.array(z.string()).default([]),
  ExposeHeaders: z.array(z.string()).default([]),
  MaxAge: z.coerce.number().optional(),
});
export type Cors = z.infer<typeof Cors>;

const Api = z.strictObject({
  Name: z.string(),
  ProtocolType: z.literal('HTTP'),
  CorsConfiguration: Cors.optional(),
  Description: ignored,
  DisableExecuteApiEndpoint: ignored,
  Tags: ignored,
});
const Integration = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: ignored,
});
const RouteShape = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.literal('NONE').optional(),
});
const Stage = z.strictObject({
  ApiId: z.string(),
  StageName: z.literal('$default'),
  AutoDeploy: ignored,
  AccessLogSettings: ignored,
  DefaultRouteSettings: ignored,
  Description: ignored,
  Tags: ignored,
});

export interface RealApi {
  readonly id: string;
  readonly routes: readonly Route[];
  readonly cors?: Cors;
}

/** The one HTTP API of the template, if it has one. @throws Fault invalid/unsupported-property for a second */
export function realApi(stack: Stack, functions: readonly LocalFunction[]): RealApi | undefined {
  const [api, more] = stack.parts('AWS::ApiGatewayV2::Api', Api);
  if (more)
    throw new Fault('invalid', 'unsupported-property', {
      id: more.id,
      type: 'AWS::ApiGatewayV2::Api',
      why: 'one HTTP API a stack',
    });
  stack.parts('AWS::ApiGatewayV2::Stage', Stage);
  if (!api) return undefined;
  const integrations = new Map(
    stack
      .parts('AWS::ApiGatewayV2::Integration', Integration)
      .map(one => [one.identity.ref, one.properties.IntegrationUri]),
  );
  const routes = stack.parts('AWS::ApiGatewayV2::Route', RouteShape).map(({ id, properties }): Route => {
    const uri = integrations.get(properties.Target.replace('integrations/', '')) ?? '';
    const target = functions.find(one => uri.includes(one.spec.arn));
    if (!target) throw new Fault('invalid', 'unknown-reference', { id, name: uri });
    const [method = 'ANY', path = '$default'] =
      properties.RouteKey === '$default' ? ['ANY', '$default'] : properties.RouteKey.split(' ');
    return { key: properties.RouteKey, method, path, target };
  });
  const cors = api.properties.CorsConfiguration;
  return { id: api.identity.name, routes, ...(cors ? { cors } : {}) };
}
