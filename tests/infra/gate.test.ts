import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, test, vi } from 'vitest';
import { explainOpenEnds } from '../../infra/constructs/open-ends.ts';
import { rules } from '../../infra/rules.ts';
import { synthesize } from './fixtures/template.ts';

/** A stack of one thing, under the same rules as the deployment. */
function probe(put: (stack: Stack) => void): () => unknown {
  const outdir = mkdtempSync(join(tmpdir(), 'probe-'));
  const app = new App({ analyticsReporting: false, outdir });
  Validations.of(app).addPlugins(...rules(app));
  put(new Stack(app, 'Probe'));
  return () => {
    // The CDK prints each finding; here they are wanted.
    const quiet = vi.spyOn(console, 'error').mockReturnValue();
    try {
      return app.synth();
    } finally {
      quiet.mockRestore();
      rmSync(outdir, { recursive: true });
    }
  };
}

test.each([
  { region: 'eu-west-1' },
  { region: 'cn-north-1' },
  { region: 'eu-west-1', apiType: 'private', vpcEndpoints: 'vpce-1' },
  { region: 'cn-north-1', apiType: 'private', vpcEndpoints: 'vpce-1', runtime: 'nodejs22.x', logFormat: 'text' },
])('the deployment passes the rules with %o', context => {
  expect(() => synthesize(context, { rules })).not.toThrow();
});

test('a queue without dead letters, key and TLS stops the synthesis', () => {
  expect(probe(stack => void new Queue(stack, 'Bare'))).toThrow();
});

describe('a wildcard that nobody has explained', () => {
  const send = (resource: string) =>
    probe(stack => {
      const statement = new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [resource] });
      const role = new Role(stack, 'Role', {
        assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
        inlinePolicies: { Grants: new PolicyDocument({ statements: [statement] }) },
      });
      explainOpenEnds(role, [statement]);
    });
  const group = 'arn:aws:logs:eu-west-1:111122223333:log-group';

  test.each(['*', 'arn:aws:sqs:eu-west-1:111122223333:*', `${group}:*`])('stops the synthesis: %s', resource => {
    expect(send(resource)).toThrow();
  });

  test('is told from one whose reason is known', () => {
    expect(send(`${group}:/aws/lambda/LiaisonPoint-probe:*`)).not.toThrow();
  });
});
