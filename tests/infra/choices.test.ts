import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCounty } from '../../infra/county.ts';
import { tenPastMidnight } from '../../infra/midnight.ts';
import { ofType, synthesize } from './fixtures/template.ts';

const fixture = (name: string) => join(import.meta.dirname, 'fixtures', name);

describe('a private API', () => {
  const template = synthesize({ apiType: 'private', vpcEndpoints: 'vpce-1, vpce-2', region: 'cn-north-1' });
  const [api] = ofType(template, 'AWS::ApiGateway::RestApi').map(([, { Properties }]) => Properties);

  test('has the routes of the public one', () => {
    const paths = ofType(template, 'AWS::ApiGateway::Resource').map(([, { Properties }]) => Properties.PathPart);
    expect(paths.sort()).toEqual([
      '.well-known',
      'bank',
      'health',
      'jwks.json',
      'openapi.json',
      'police',
      '{proxy+}',
      '{proxy+}',
    ]);
    expect(ofType(template, 'AWS::ApiGatewayV2::Api')).toEqual([]);
  });

  test('turns away whoever does not come through the named endpoints', () => {
    expect(api?.EndpointConfiguration).toEqual({ Types: ['PRIVATE'] });
    expect(api?.Policy.Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Condition: { StringNotEquals: { 'aws:SourceVpce': ['vpce-1', 'vpce-2'] } },
      }),
    );
  });

  test('is refused without endpoints', () => {
    expect(() => synthesize({ apiType: 'private' })).toThrow(/vpcEndpoints/);
  });
});

test('where Lambda does not know JSON logs, nothing is said of them, and the older runtime is explained', () => {
  const functions = ofType(synthesize({ logFormat: 'text', runtime: 'nodejs22.x' }), 'AWS::Lambda::Function');
  for (const [, { Properties }] of functions) {
    expect(Properties.LoggingConfig).toBeUndefined();
    expect(Properties.Runtime).toBe('nodejs22.x');
  }
});

test.each([
  [{ runtime: 'nodejs18.x' }, /runtime/],
  [{ apiType: 'rest' }, /apiType/],
  [{ county: fixture('nowhere.json') }, /nowhere\.json/],
])('a wrong choice stops the synthesis: %o', (context, message) => {
  expect(() => synthesize(context)).toThrow(message);
});

test('of a county only its zone and the direct banks matter here', () => {
  expect(readCounty(fixture('county.json'))).toEqual({
    zone: 'Asia/Shanghai',
    directBanks: [
      { code: 'ABCHINA', principal: '210987654321' },
      { code: 'BOCOM', principal: undefined },
    ],
  });
});

describe('ten past midnight', () => {
  test.each([
    ['Asia/Shanghai', { hour: 16, minute: 10 }],
    ['UTC', { hour: 0, minute: 10 }],
    ['Asia/Kolkata', { hour: 18, minute: 40 }],
    ['Pacific/Kiritimati', { hour: 10, minute: 10 }],
    ['America/New_York', { hour: 5, minute: 10 }],
    ['Europe/London', { hour: 0, minute: 10 }],
    ['Australia/Lord_Howe', { hour: 13, minute: 40 }],
  ])('in %s is at %o UTC, or after it where clocks change', (zone, time) => {
    expect(tenPastMidnight(zone, 2026)).toEqual(time);
  });

  test('is refused for a zone that does not exist', () => {
    expect(() => tenPastMidnight('Asia/Nowhere', 2026)).toThrow();
  });
});
