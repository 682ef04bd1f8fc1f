import { describe, expect, test } from 'vitest';
import { ofType, type Resource, synthesize, target } from './fixtures/template.ts';

const minutes = (resource: Resource, name: string): number => resource.Properties[name];

describe.each(['eu-west-1', 'cn-north-1'])('the template for %s', region => {
  const template = synthesize({ region });
  const { Resources } = template;
  const all = (type: string) => ofType(template, type);
  const queues = all('AWS::SQS::Queue');
  const mappings = all('AWS::Lambda::EventSourceMapping').map(([, { Properties }]) => Properties);
  const functions = all('AWS::Lambda::Function');
  const fromQueues = mappings.filter(mapping => target(mapping.EventSourceArn) in Object.fromEntries(queues));
  const deadLettersOf = (queue: Resource) => target(queue.Properties.RedrivePolicy.deadLetterTargetArn);
  const working = queues.filter(([, queue]) => queue.Properties.RedrivePolicy);

  test('a message stays hidden at least six times as long as its worker may take', () => {
    expect(fromQueues).toHaveLength(6);
    for (const mapping of fromQueues) {
      const queue = Resources[target(mapping.EventSourceArn)];
      const worker = Resources[target(mapping.FunctionName)];
      expect(queue?.Properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * worker?.Properties.Timeout);
    }
  });

  test('a message is tried at least five times, and dead letters are kept longer than the queue keeps', () => {
    for (const [, queue] of working) {
      const dead = Resources[deadLettersOf(queue)];
      expect(queue.Properties.RedrivePolicy.maxReceiveCount).toBeGreaterThanOrEqual(5);
      expect(dead?.Properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
      expect(dead?.Properties.MessageRetentionPeriod).toBeGreaterThan(minutes(queue, 'MessageRetentionPeriod'));
    }
  });

  test('every mapping reports the failures of single messages', () => {
    for (const mapping of mappings) expect(mapping.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  test('every subscription has dead letters of its own and delivers the message as it was published', () => {
    const subscriptions = all('AWS::SNS::Subscription').map(([, { Properties }]) => Properties);
    const dead = subscriptions.map(subscription => target(subscription.RedrivePolicy.deadLetterTargetArn));
    expect(new Set(dead).size).toBe(subscriptions.length);
    for (const subscription of subscriptions) expect(subscription.RawMessageDelivery).toBe(true);
  });

  test('SNS may write to every subscribed queue and to its dead letters, for that topic only', () => {
    const policies = all('AWS::SQS::QueuePolicy').map(([, { Properties }]) => Properties);
    for (const [, { Properties }] of all('AWS::SNS::Subscription')) {
      for (const queue of [Properties.Endpoint, Properties.RedrivePolicy.deadLetterTargetArn].map(target)) {
        const statements = policies
          .filter(policy => policy.Queues.map(target).includes(queue))
          .flatMap(policy => policy.PolicyDocument.Statement);
        expect(statements).toContainEqual(
          expect.objectContaining({
            Action: 'sqs:SendMessage',
            Principal: { Service: 'sns.amazonaws.com' },
            Condition: { ArnEquals: { 'aws:SourceArn': Properties.TopicArn } },
          }),
        );
      }
    }
  });

  test('every queue of dead letters raises an alarm at one message', () => {
    const watched = all('AWS::CloudWatch::Alarm')
      .map(([, { Properties }]) => Properties)
      .filter(({ MetricName, Threshold }) => MetricName === 'ApproximateNumberOfMessagesVisible' && Threshold === 1)
      .map(({ Dimensions }) => target(Dimensions[0].Value));
    const dead = queues.filter(([, queue]) => !queue.Properties.RedrivePolicy).map(([id]) => id);
    expect(watched.sort()).toEqual(dead.sort());
  });

  test('every queue that is worked off raises an alarm when its oldest message waits', () => {
    const watched = all('AWS::CloudWatch::Alarm')
      .map(([, { Properties }]) => Properties)
      .filter(({ MetricName }) => MetricName === 'ApproximateAgeOfOldestMessage')
      .map(({ Dimensions }) => target(Dimensions[0].Value));
    expect(watched.sort()).toEqual(working.map(([id]) => id).sort());
  });

  test('no index is keyed on a state or a constant', () => {
    const hashes = all('AWS::DynamoDB::Table').flatMap(([, { Properties }]) =>
      (Properties.GlobalSecondaryIndexes ?? []).map(
        (index: { KeySchema: { AttributeName: string }[] }) => index.KeySchema[0]?.AttributeName,
      ),
    );
    expect(hashes.sort()).toEqual(['bank', 'caseId', 'dueBucket', 'openBank', 'openUnit', 'sealDay', 'unit']);
  });

  test('every function runs on arm64 with memory and time of its own, JSON logs and a log group that ends', () => {
    const groups = all('AWS::Logs::LogGroup').map(([, { Properties }]) => Properties);
    for (const [, { Properties }] of functions) {
      expect(Properties).toMatchObject({ Architectures: ['arm64'], LoggingConfig: { LogFormat: 'JSON' } });
      expect(Properties.MemorySize).toBeGreaterThanOrEqual(512);
      expect(Properties.Timeout).toBeGreaterThan(3);
      const group = groups.find(({ LogGroupName }) => LogGroupName === `/aws/lambda/${Properties.FunctionName}`);
      expect(group?.RetentionInDays).toBeGreaterThanOrEqual(180);
    }
    for (const group of groups) expect(group.RetentionInDays).toBeDefined();
  });

  test('tables can be restored to any second and cannot be deleted by mistake', () => {
    for (const [, { Properties }] of all('AWS::DynamoDB::Table')) {
      expect(Properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
      expect(Properties.DeletionProtectionEnabled).toBe(true);
    }
  });

  test('queues, topics and the bucket refuse whoever comes without TLS', () => {
    const policies = ['AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy', 'AWS::S3::BucketPolicy'].flatMap(all);
    const refusing = policies.filter(([, { Properties }]) =>
      Properties.PolicyDocument.Statement.some(
        (statement: { Effect: string; Condition?: object }) =>
          statement.Effect === 'Deny' &&
          JSON.stringify(statement.Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
      ),
    );
    const guarded = refusing.flatMap(([, { Properties }]) =>
      [
        ...(Properties.Queues ?? []),
        ...(Properties.Topics ?? []),
        ...(Properties.Bucket ? [Properties.Bucket] : []),
      ].map(target),
    );
    const open = ['AWS::SQS::Queue', 'AWS::SNS::Topic', 'AWS::S3::Bucket'].flatMap(all).map(([id]) => id);
    expect(guarded.sort()).toEqual(open.sort());
  });

  test('everything at rest is under the customer’s own key', () => {
    const keyOf: Record<string, (properties: Resource['Properties']) => unknown> = {
      'AWS::SQS::Queue': properties => properties.KmsMasterKeyId,
      'AWS::SNS::Topic': properties => properties.KmsMasterKeyId,
      'AWS::DynamoDB::Table': properties => properties.SSESpecification.KMSMasterKeyId,
      'AWS::SecretsManager::Secret': properties => properties.KmsKeyId,
      'AWS::Logs::LogGroup': properties => properties.KmsKeyId,
      'AWS::S3::Bucket': properties =>
        properties.BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.KMSMasterKeyID,
    };
    const keys = Object.entries(keyOf).flatMap(([type, read]) =>
      all(type).map(([, { Properties }]) => target(read(Properties))),
    );
    expect(new Set(keys)).toEqual(
      new Set([all('AWS::KMS::Key').find(([, { Properties }]) => !Properties.KeySpec)?.[0]]),
    );
  });

  test('every worker’s share of runs is bounded, and at least two', () => {
    for (const mapping of fromQueues) expect(mapping.ScalingConfig.MaximumConcurrency).toBeGreaterThanOrEqual(2);
    const [stream] = mappings.filter(mapping => !fromQueues.includes(mapping));
    expect(stream).toMatchObject({
      BisectBatchOnFunctionError: true,
      ParallelizationFactor: 4,
      MaximumRetryAttempts: 20,
    });
    expect(stream?.DestinationConfig.OnFailure.Destination).toBeDefined();
  });

  test('no partition is written by hand, and no host whose end differs in China', () => {
    const text = JSON.stringify(template);
    expect(text).not.toMatch(/arn:aws[:-]/);
    const hosts = new Set(text.match(/[\w.-]*\.amazonaws\.com[.\w*]*/g));
    const same = ['apigateway', 'cloudwatch', 'events', 'lambda', 'sns'].map(service => `${service}.amazonaws.com`);
    expect([...hosts].filter(host => !host.endsWith('*')).sort()).toEqual(same);
  });

  test('only services that exist in China are used', () => {
    const services = new Set(Object.values(Resources).map(({ Type }) => Type.split('::')[1]));
    expect([...services].sort()).toEqual(
      [
        'ApiGatewayV2',
        'CloudWatch',
        'DynamoDB',
        'Events',
        'IAM',
        'KMS',
        'Lambda',
        'Logs',
        'S3',
        'SNS',
        'SQS',
        'SecretsManager',
      ].sort(),
    );
    for (const [, { Properties }] of functions) expect(Properties.TracingConfig).toBeUndefined();
    for (const mapping of mappings) {
      expect(mapping.ProvisionedPollerConfig).toBeUndefined();
      expect(mapping.MetricsConfig).toBeUndefined();
      expect(mapping.Tags).toBeUndefined();
    }
  });

  test('a chain of deadlines is not cut off as a loop, where Lambda looks for loops', () => {
    const workers = new Set(fromQueues.map(mapping => target(mapping.FunctionName)));
    for (const [id, { Properties }] of functions) {
      const expected = workers.has(id) && region !== 'cn-north-1' ? 'Allow' : undefined;
      expect(Properties.RecursiveLoop).toBe(expected);
    }
  });
});
