import { describe, expect, test } from 'vitest';
import { type FunctionName, functionNames, grants, type ResourceName } from '../../infra/grants.ts';
import { ofType, synthesize, target } from './fixtures/template.ts';

interface Statement {
  readonly Sid?: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: { readonly StringLike?: Record<string, string[]> };
}

const template = synthesize();
const listed = (value: string | string[]) => [value].flat();

function statements(name: FunctionName): Statement[] {
  const functions = ofType(template, 'AWS::Lambda::Function').map(([, { Properties }]) => Properties);
  const role = functions.find(({ FunctionName }) => FunctionName === `LiaisonPoint-${name}`)?.Role;
  return template.Resources[target(role)]?.Properties.Policies.flatMap(
    (policy: { PolicyDocument: { Statement: Statement[] } }) => policy.PolicyDocument.Statement,
  );
}

const output = (name: string) => target(template.Outputs[name]?.Value);
const ledger = output('LedgerTable');
const places: Partial<Record<ResourceName, string>> = {
  ledger,
  directory: output('DirectoryTable'),
  'signing key': output('SigningKey'),
  'fingerprint secret': output('FingerprintSecret'),
  'intake queue': output('QueueIntake'),
  'deadlines queue': output('QueueDeadlines'),
  'console queue': output('QueuePageConsole'),
  'webhook queue': output('QueuePageWebhook'),
  'instructions topic': output('InstructionsTopic'),
  'events topic': output('EventsTopic'),
};

/** The resource of the table in grants.ts that a policy's resource stands for. */
function placeOf(resource: unknown): string {
  if (resource && typeof resource === 'object' && 'Fn::Join' in resource) {
    const parts = (resource as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1];
    const end = String(parts.at(-1));
    if (end.startsWith('/index/'))
      return `${target(parts[0]) === ledger ? 'ledger' : '?'}/${end.slice('/index/'.length)}`;
    if (end.endsWith(':secret:LiaisonPoint/webhooks/*')) return 'webhook secrets';
    if (end === '/heads/*' && target(parts[0]) === output('HeadsBucket')) return 'heads';
  }
  const id = target(resource);
  return Object.entries(places).find(([, place]) => place === id)?.[0] ?? `unknown: ${id}`;
}

describe.each(functionNames)('%s', name => {
  const own = statements(name).filter(({ Sid }) => !Sid);
  const inItsName = statements(name).filter(({ Sid }) => Sid);

  test('may do what the table of grants says, and no more', () => {
    const allowed = own.map(({ Action, Resource }) => [
      placeOf(Resource),
      listed(Action).map(action => action.split(':')[1]),
    ]);
    expect(Object.fromEntries(allowed)).toEqual(grants[name]);
  });

  test('names every action in full', () => {
    for (const { Action } of statements(name)) expect(listed(Action).join(' ')).not.toContain('*');
  });

  test('uses the data key only through the services that encrypt', () => {
    const keys = inItsName.filter(({ Action }) => listed(Action).some(action => action.startsWith('kms:')));
    for (const { Condition } of keys) expect(Condition?.StringLike?.['kms:ViaService']?.length).toBeGreaterThan(0);
    expect(keys.map(({ Sid }) => Sid)).toEqual(name === 'public-api' ? [] : ['DataKey']);
  });

  test('writes its own log and no other', () => {
    const logs = inItsName.filter(({ Sid }) => Sid === 'Logs');
    expect(JSON.stringify(logs.map(({ Resource }) => Resource))).toContain(`/aws/lambda/LiaisonPoint-${name}:*"`);
    expect(logs).toHaveLength(1);
  });
});

test('only Lambda can act as a function', () => {
  for (const [, { Properties }] of ofType(template, 'AWS::IAM::Role')) {
    expect(Properties.AssumeRolePolicyDocument.Statement).toEqual([
      { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } },
    ]);
    expect(Properties.ManagedPolicyArns).toBeUndefined();
  }
});

test('nothing may delete a record, and nothing may scan but the sweep its index of what is open', () => {
  const allowed = functionNames.flatMap(name =>
    Object.entries(grants[name]).flatMap(([resource, actions]) => actions.map(action => [name, resource, action])),
  );
  expect(allowed.filter(([, , action]) => /^(Delete|Scan|PartiQL)/.test(action ?? ''))).toEqual([
    ['sweep-deadlines', 'ledger/due', 'Scan'],
  ]);
});
