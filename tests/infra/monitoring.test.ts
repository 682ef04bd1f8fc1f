import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { describe, expect, test } from 'vitest';
import { clocks } from '../../infra/dashboard.ts';
import { metrics } from '../../shared/aws/telemetry.ts';
import { ofType, synthesize, target } from './fixtures/template.ts';

const template = synthesize();
const alarms = ofType(template, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
const operations = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
const runbook = operations.slice(operations.indexOf('## Alarms'));
const headings = [...runbook.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);

describe('the runbook', () => {
  const pointed = alarms.map(
    ({ AlarmDescription }) => AlarmDescription.match(/ Runbook: docs\/operations\.md#([\w-]+)$/)?.[1],
  );

  test('has a heading for every alarm, and every alarm ends by pointing at its own', () => {
    for (const heading of pointed) expect(headings).toContain(heading);
  });

  test('has no heading that no alarm points at', () => {
    expect([...new Set(pointed)].sort()).toEqual([...headings].sort());
  });

  test('says something under each heading', () => {
    const sections = runbook.split(/^### .+$/m).slice(1);
    for (const section of sections) expect(section.trim().length).toBeGreaterThan(40);
  });

  test('points only at headings that exist', () => {
    const all = [...operations.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
      heading?.toLowerCase().replaceAll(' ', '-'),
    );
    for (const [, link] of operations.matchAll(/\]\(#([\w-]+)\)/g)) expect(all).toContain(link);
  });
});

test('an alarm tells when it begins and when it ends, and who hears it is one topic', () => {
  const topic = target(template.Outputs.AlarmTopic?.Value);
  for (const { AlarmActions, OKActions } of alarms) {
    expect([...AlarmActions, ...OKActions].map(target)).toEqual([topic, topic]);
  }
});

test('CloudWatch may speak on the alarm topic, from this account only', () => {
  const statements = ofType(template, 'AWS::SNS::TopicPolicy').flatMap(
    ([, { Properties }]) => Properties.PolicyDocument.Statement,
  );
  expect(statements).toContainEqual(
    expect.objectContaining({
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: template.Outputs.AlarmTopic?.Value,
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    }),
  );
});

test('a sweep that falls silent is an alarm after three minutes', () => {
  const heartbeat = alarms.find(({ MetricName }) => MetricName === 'Heartbeat');
  expect(heartbeat).toMatchObject({
    Namespace: 'LiaisonPoint',
    ComparisonOperator: 'LessThanThreshold',
    Threshold: 1,
    Period: 60,
    EvaluationPeriods: 3,
    TreatMissingData: 'breaching',
  });
});

test('the alarm listens where the functions speak', () => {
  metrics.addMetric('Heartbeat', MetricUnit.Count, 1);
  const spoken = metrics.serializeMetrics();
  metrics.clearMetrics();
  const [directive] = spoken._aws.CloudWatchMetrics;
  const heartbeat = alarms.find(({ MetricName }) => MetricName === 'Heartbeat');
  expect(heartbeat?.Namespace).toBe(directive?.Namespace);
  expect(directive?.Dimensions).toEqual([heartbeat?.Dimensions.map(({ Name }: { Name: string }) => Name)]);
  expect(heartbeat?.Dimensions).toEqual([{ Name: 'service', Value: spoken.service }]);
});

test('a night without sealing is an alarm, failed or not started', () => {
  const about = alarms.filter(({ AlarmDescription }) => AlarmDescription.endsWith('#day-not-sealed'));
  expect(about.map(({ MetricName, TreatMissingData }) => [MetricName, TreatMissingData])).toEqual([
    ['Errors', 'notBreaching'],
    ['Invocations', 'breaching'],
  ]);
});

test('a relay that lags behind the ledger is an alarm', () => {
  const lag = alarms.find(({ MetricName }) => MetricName === 'IteratorAge');
  expect(lag).toMatchObject({ Threshold: 30_000, Statistic: 'Maximum' });
});

describe('the dashboard', () => {
  const [board] = ofType(template, 'AWS::CloudWatch::Dashboard').map(([, { Properties }]) => Properties);
  const body = JSON.stringify(board?.DashboardBody).replaceAll('\\"', '"');

  test.each(Object.keys(clocks))('shows %s at its median and both tails, for all banks together', clock => {
    const metrics = [
      ...body.matchAll(/\["LiaisonPoint","(\w+)","service","liaison-point",\{[^}]*"stat":"(p\d+)"/g),
    ].map(([, name, stat]) => [name, stat]);
    expect(metrics.filter(([name]) => name === clock).map(([, stat]) => stat)).toEqual(['p50', 'p90', 'p99']);
  });

  test('shows what waits, what is dead and what fails', () => {
    for (const title of ['Oldest message (s)', 'Dead letters', 'Errors']) expect(body).toContain(`"title":"${title}"`);
  });
});
