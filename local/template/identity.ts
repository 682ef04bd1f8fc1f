import { account, arn, region } from '../names.ts';

export interface Endpoints {
  readonly messaging: string;
  readonly http: string;
}

export interface Identity {
  /** The physical name. */
  readonly name: string;
  /** What `Ref` gives. */
  readonly ref: string;
  /** What `Fn::GetAtt` gives. */
  readonly attributes: Readonly<Record<string, string>>;
}

type Kind = (name: string, at: Endpoints) => Omit<Identity, 'name'>;

const plain =
  (service: string, prefix = ''): Kind =>
  name => ({
    ref: name,
    attributes: { Arn: `arn:aws:${service}:${region}:${account}:${prefix}${name}` },
  });
const nothing: Kind = name => ({ ref: name, attributes: { Id: name } });

/** Types that take part here: realised, or read by what is realised. */
const realised: Record<string, Kind> = {
  'AWS::DynamoDB::Table': name => ({
    ref: name,
    attributes: { Arn: arn.table(name), StreamArn: `${arn.table(name)}/stream/local` },
  }),
  'AWS::SQS::Queue': (name, at) => ({
    ref: `${at.messaging}/${account}/${name}`,
    attributes: { Arn: arn.queue(name), QueueName: name, QueueUrl: `${at.messaging}/${account}/${name}` },
  }),
  'AWS::SNS::Topic': name => ({ ref: arn.topic(name), attributes: { TopicArn: arn.topic(name), TopicName: name } }),
  'AWS::SNS::Subscription': name => ({ ref: name, attributes: {} }),
  'AWS::S3::Bucket': name => ({
    ref: name,
    attributes: {
      Arn: arn.bucket(name),
      DomainName: `${name}.s3.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
    },
  }),
  'AWS::KMS::Key': name => ({ ref: name, attributes: { Arn: arn.key(name), KeyId: name } }),
  'AWS::KMS::Alias': nothing,
  'AWS::SecretsManager::Secret': name => ({ ref: arn.secret(name), attributes: { Id: arn.secret(name) } }),
  'AWS::Lambda::Function': name => ({ ref: name, attributes: { Arn: arn.lambda(name) } }),
  'AWS::Lambda::EventSourceMapping': nothing,
  'AWS::IAM::Role': name => ({ ref: name, attributes: { Arn: `arn:aws:iam::${account}:role/${name}`, RoleId: name } }),
  'AWS::IAM::Policy': nothing,
  'AWS::IAM::ManagedPolicy': name => ({ ref: `arn:aws:iam::${account}:policy/${name}`, attributes: {} }),
  'AWS::ApiGatewayV2::Api': (name, at) => ({ ref: name, attributes: { ApiEndpoint: at.http, ApiId: name } }),
  'AWS::ApiGatewayV2::Integration': nothing,
  'AWS::ApiGatewayV2::Route': nothing,
  'AWS::ApiGatewayV2::Stage': nothing,
  'AWS::Events::Rule': plain('events', 'rule/'),
};

/** Types that ask nothing of one machine: watching, and rights that the emulators do not check (calls are held against roles instead). */
const unneeded: Record<string, Kind> = {
  'AWS::Logs::LogGroup': name => ({
    ref: name,
    attributes: { Arn: `arn:aws:logs:${region}:${account}:log-group:${name}:*` },
  }),
  'AWS::Logs::MetricFilter': nothing,
  'AWS::Logs::ResourcePolicy': nothing,
  'AWS::CloudWatch::Alarm': plain('cloudwatch', 'alarm:'),
  'AWS::CloudWatch::CompositeAlarm': plain('cloudwatch', 'alarm:'),
  'AWS::CloudWatch::Dashboard': nothing,
  'AWS::Lambda::Permission': nothing,
  'AWS::Lambda::EventInvokeConfig': nothing,
  'AWS::SQS::QueuePolicy': nothing,
  'AWS::SNS::TopicPolicy': nothing,
  'AWS::S3::BucketPolicy': nothing,
  'AWS::SecretsManager::ResourcePolicy': nothing,
  'AWS::CDK::Metadata': nothing,
};

export const kinds: Readonly<Record<string, Kind>> = { ...realised, ...unneeded };

/** The property in which a template may name the resource itself. */
export const nameProperty: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::ApiGatewayV2::Stage': 'StageName',
  'AWS::Events::Rule': 'Name',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
};
