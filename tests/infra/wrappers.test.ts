import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const run = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, '../../bin', script), ...args], { encoding: 'utf8' });
const printed = (script: string, ...args: string[]) => run(script, '--print', ...args).stdout.trim();

describe('npm run deploy', () => {
  test('needs no more than an issuer and a county file', () => {
    expect(printed('deploy.mjs', '--issuer', 'https://login.example.test', '--county', 'config/mine.json')).toBe(
      'cdk deploy LiaisonPoint --context county=config/mine.json --parameters LiaisonPoint:Issuer=https://login.example.test',
    );
  });

  test('keeps what is deployed where nothing is said', () => {
    expect(printed('deploy.mjs')).toBe('cdk deploy LiaisonPoint');
  });

  test('passes every choice on under the name the app reads', () => {
    const choices = ['--region', 'cn-north-1', '--api', 'private', '--vpc-endpoints', 'vpce-1', '--log-format', 'text'];
    expect(printed('deploy.mjs', ...choices, '--runtime', 'nodejs22.x', '--heads-lock', 'governance')).toBe(
      'cdk deploy LiaisonPoint --context region=cn-north-1 --context apiType=private --context vpcEndpoints=vpce-1 --context logFormat=text --context runtime=nodejs22.x --context headsLock=governance',
    );
  });

  test('shows the difference instead of making it', () => {
    expect(printed('deploy.mjs', '--diff', '--region', 'eu-west-1')).toBe(
      'cdk diff LiaisonPoint --context region=eu-west-1',
    );
  });

  test('hands the rest to the CDK as it stands', () => {
    expect(printed('deploy.mjs', '--yes', '--', '--profile', 'county')).toBe(
      'cdk deploy LiaisonPoint --require-approval never --profile county',
    );
  });

  test('refuses an option it does not know, in one line', () => {
    const { status, stderr } = run('deploy.mjs', '--isuer', 'https://login.example.test');
    expect(status).toBe(1);
    expect(stderr).toMatch(/--isuer/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

test('npm run destroy removes the one stack, asking first unless told not to', () => {
  expect(printed('destroy.mjs')).toBe('cdk destroy LiaisonPoint');
  expect(printed('destroy.mjs', '--yes')).toBe('cdk destroy LiaisonPoint --force');
});

test.each(['deploy.mjs', 'destroy.mjs'])('%s explains itself', script => {
  const { status, stdout } = run(script, '--help');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^npm run (deploy|destroy)/);
});
