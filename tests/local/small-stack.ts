import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Properties = Record<string, unknown>;
type Resources = Record<string, { Type: string; Properties?: Properties; Metadata?: Properties }>;

const att = (id: string, name = 'Arn') => ({ 'Fn::GetAtt': [id, name] });
const ref = (id: string) => ({ Ref: id });
const handlers = new URL('./handlers', import.meta.url).pathname;

export const lambda = (handler: string, extra: Properties = {}): Resources[string] => ({
  Type: 'AWS::Lambda::Function',
  Metadata: { 'aws:asset:path': handlers },
  Properties: {
    Code: { S3Bucket: 'assets', S3Key: 'x.zip' },
    Handler: `index.${handler}`,
    Runtime: 'nodejs24.x',
    Role: att('Role'),
    Timeout: 2,
    Environment: {
      Variables: {
        TABLE: ref('Table'),
        QUEUE: ref('Work'),
        TOPIC: ref('Topic'),
        KEY: ref('Key'),
        SECRET: ref('Secret'),
        ISSUER: 'https://example.org',
      },
    },
    ...extra,
  },
});

const statement = (Action: string[], Resource: unknown) => ({ Effect: 'Allow', Action, Resource });

/** Every kind of resource that the embedded cloud realises, small. */
export const smallStack = (): Resources => ({
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      AttributeDefinitions: ['pk', 'sk', 'owner'].map(AttributeName => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byOwner',
          KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
      StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    },
  },
  Dead: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1209600 } },
  Work: {
    Type: 'AWS::SQS::Queue',
    Properties: { VisibilityTimeout: 1, RedrivePolicy: { deadLetterTargetArn: att('Dead'), maxReceiveCount: 2 } },
  },
  Heard: { Type: 'AWS::SQS::Queue' },
  GivenUp: { Type: 'AWS::SQS::Queue' },
  Topic: { Type: 'AWS::SNS::Topic' },
  Subscription: {
    Type: 'AWS::SNS::Subscription',
    Properties: {
      TopicArn: ref('Topic'),
      Protocol: 'sqs',
      Endpoint: att('Heard'),
      RawMessageDelivery: true,
      FilterPolicy: { kind: ['message', 'seen'] },
    },
  },
  Bucket: { Type: 'AWS::S3::Bucket' },
  Key: { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY', KeyPolicy: {} } },
  Secret: {
    Type: 'AWS::SecretsManager::Secret',
    Properties: { GenerateSecretString: { PasswordLength: 40, ExcludePunctuation: true } },
  },
  Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } },
  Rights: {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyName: 'Rights',
      Roles: [ref('Role')],
      PolicyDocument: {
        Statement: [
          statement(['dynamodb:PutItem'], att('Table')),
          statement(['sqs:SendMessage'], att('Work')),
          statement(['sns:Publish'], ref('Topic')),
          statement(['kms:Sign', 'kms:GetPublicKey'], att('Key')),
          statement(['secretsmanager:GetSecretValue'], ref('Secret')),
        ],
      },
    },
  },
  Http: lambda('http'),
  Worker: lambda('work'),
  Relay: lambda('relay'),
  Signer: lambda('sign'),
  WorkMapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: att('Work'),
      FunctionName: ref('Worker'),
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    },
  },
  StreamMapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: att('Table', 'StreamArn'),
      FunctionName: ref('Relay'),
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 20,
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 2,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      FilterCriteria: {
        Filters: [
          {
            Pattern: JSON.stringify({
              eventName: ['INSERT'],
              dynamodb: { Keys: { pk: { S: [{ 'anything-but': ['quiet'] }] } } },
            }),
          },
        ],
      },
      DestinationConfig: { OnFailure: { Destination: att('GivenUp') } },
    },
  },
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'small', ProtocolType: 'HTTP' } },
  Integration: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ApiId: ref('Api'),
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: att('Http'),
      PayloadFormatVersion: '2.0',
    },
  },
  Route: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId: ref('Api'),
      RouteKey: 'ANY /{proxy+}',
      Target: { 'Fn::Join': ['', ['integrations/', ref('Integration')]] },
    },
  },
  Stage: {
    Type: 'AWS::ApiGatewayV2::Stage',
    Properties: { ApiId: ref('Api'), StageName: '$default', AutoDeploy: true },
  },
});

/** Writes resources as a synthesis would; gives the folder. */
export function writeTemplate(Resources: Resources, more: Properties = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'template-'));
  writeFileSync(join(folder, 'Small.template.json'), JSON.stringify({ Resources, ...more }));
  return folder;
}
