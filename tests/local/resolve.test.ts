import { expect, test } from 'vitest';
import { resolver } from '../../local/template/resolve.ts';

const names = { ref: (id: string) => `ref-${id}`, attribute: (id: string, name: string) => `${id}.${name}` };
const template = {
  Resources: { Queue: { Type: 'T', Properties: {} } },
  Parameters: { Stage: { Default: 'trial' }, Needed: {} },
  Conditions: {
    IsTrial: { 'Fn::Equals': [{ Ref: 'Stage' }, 'trial'] },
    IsLive: { 'Fn::Not': [{ Condition: 'IsTrial' }] },
  },
  Mappings: { Zones: { cn: { name: 'Asia/Shanghai' } } },
  Outputs: {},
};
const { resolve, condition } = resolver('Stack', template, { Given: 'x' }, () => names);

const braced = (text: string): string => text.replaceAll('<', '\u0024{').replaceAll('>', '}');

test.each([
  ['a reference', { Ref: 'Queue' }, 'ref-Queue'],
  ['an attribute', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'Queue.Arn'],
  ['an attribute with dots', { 'Fn::GetAtt': 'Queue.Endpoint.Port' }, 'Queue.Endpoint.Port'],
  ['a join', { 'Fn::Join': ['-', ['a', { Ref: 'Queue' }, { Ref: 'AWS::Region' }]] }, 'a-ref-Queue-local-1'],
  [
    'a substitution',
    { 'Fn::Sub': braced('x/<Queue>/<Queue.Arn>/<!kept>/<AWS::Partition>') },
    braced('x/ref-Queue/Queue.Arn/<kept>/aws'),
  ],
  [
    'a substitution with its own names',
    { 'Fn::Sub': [braced('<a><Queue>'), { a: { Ref: 'Stage' } }] },
    'trialref-Queue',
  ],
  ['a selection from a split', { 'Fn::Select': ['1', { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
  ['a choice', { 'Fn::If': ['IsTrial', 'yes', 'no'] }, 'yes'],
  ['a choice of nothing', { keep: 1, drop: { 'Fn::If': ['IsLive', 'yes', { Ref: 'AWS::NoValue' }] } }, { keep: 1 }],
  ['nothing in a list', [1, { Ref: 'AWS::NoValue' }, 2], [1, 2]],
  [
    'and, or',
    [
      { 'Fn::And': [{ Condition: 'IsTrial' }, { Condition: 'IsLive' }] },
      { 'Fn::Or': [{ Condition: 'IsTrial' }, { Condition: 'IsLive' }] },
    ],
    [false, true],
  ],
  ['a mapping', { 'Fn::FindInMap': ['Zones', 'cn', 'name'] }, 'Asia/Shanghai'],
  [
    'a condition of a policy, which is not an intrinsic',
    { Condition: { StringEquals: { a: 'b' } } },
    { Condition: { StringEquals: { a: 'b' } } },
  ],
])('%s is worked out', (_, value, expected) => {
  expect(resolve(value)).toEqual(expected);
});

test('conditions are read by name', () => {
  expect([condition('IsTrial'), condition('IsLive')]).toEqual([true, false]);
});

test.each([
  ['an intrinsic not known here', { 'Fn::Cidr': [] }, 'unknown-intrinsic'],
  ['a parameter without a value', { Ref: 'Needed' }, 'parameter-missing'],
  ['an attribute of nothing', { 'Fn::GetAtt': ['Nobody', 'Arn'] }, 'unknown-reference'],
])('%s is refused', (_, value, code) => {
  expect(() => resolve(value)).toThrow(expect.objectContaining({ code }));
});
