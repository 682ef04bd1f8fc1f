import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

const pass = ['kms:Decrypt', 'kms:GenerateDataKey'];

/** The customer-managed key of everything at rest: tables, queues, topics, bucket, secrets, logs. */
export class DataKey extends Key {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      description: 'Liaison Point: everything at rest',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // Any topic of the account: a topic names its key, so a key that named its topics would close a circle.
    const here = `${Aws.REGION}:${Aws.ACCOUNT_ID}`;
    this.allow('sns.amazonaws.com', pass, {
      ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:sns:${here}:*` },
    });
    this.allow('cloudwatch.amazonaws.com', pass);
    this.allow(
      `logs.${Aws.REGION}.${Aws.URL_SUFFIX}`,
      ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:GenerateDataKey', 'kms:DescribeKey'],
      {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${here}:log-group:*`,
        },
      },
    );
  }

  private allow(service: string, actions: string[], conditions: Record<string, Record<string, string>> = {}): void {
    const principals = [new ServicePrincipal(service)];
    this.addToResourcePolicy(new PolicyStatement({ principals, actions, resources: ['*'], conditions }));
  }
}
