import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
  type TableProps,
} from 'aws-cdk-lib/aws-dynamodb';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from './constructs/acknowledge.ts';
import type { Foundation } from './constructs/foundation.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });
const number = (name: string) => ({ name, type: AttributeType.NUMBER });

/** Keys of the ledger's indexes; all carry keys only, `due` also the round that a deadline belongs to. */
const indexes = {
  openByBank: { partitionKey: text('openBank'), sortKey: text('id') },
  openByUnit: { partitionKey: text('openUnit'), sortKey: text('id') },
  byUnit: { partitionKey: text('unit'), sortKey: text('id') },
  byBank: { partitionKey: text('bank'), sortKey: text('id') },
  byCase: { partitionKey: text('caseId'), sortKey: text('id') },
  byDay: { partitionKey: text('sealDay'), sortKey: text('pk') },
} as const;

/** What is kept: the ledger, the directory, the daily heads, the keys and the secrets. */
export class Storage extends Construct {
  readonly ledger: Table;
  readonly directory: Table;
  readonly heads: Bucket;
  readonly signingKey: Key;
  readonly fingerprints: Secret;
  /** Prefix of the secrets that sign webhooks; the bank's code follows after a slash. */
  readonly webhookSecrets: string;

  constructor(scope: Construct, id: string, { dataKey, settings }: Foundation) {
    super(scope, id);
    const table: TableProps = {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: dataKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    };
    this.ledger = new Table(this, 'Ledger', {
      ...table,
      stream: StreamViewType.KEYS_ONLY,
      timeToLiveAttribute: 'expiresAt',
    });
    this.ledger.addGlobalSecondaryIndex({
      indexName: 'due',
      partitionKey: text('dueBucket'),
      sortKey: number('dueAt'),
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: ['round'],
    });
    for (const [indexName, keys] of Object.entries(indexes)) {
      this.ledger.addGlobalSecondaryIndex({ indexName, ...keys, projectionType: ProjectionType.KEYS_ONLY });
    }
    this.directory = new Table(this, 'Directory', table);

    this.heads = new Bucket(this, 'Heads', {
      encryption: BucketEncryption.KMS,
      encryptionKey: dataKey,
      bucketKeyEnabled: true,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention[settings.headsLock](Duration.days(3650)),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      this.heads,
      'AwsSolutions-S1',
      'It holds signed hashes that are meant to be read, and nobody can change or delete them: a log of readers would prove nothing.',
    );

    this.signingKey = new Key(this, 'SigningKey', {
      description: 'Liaison Point: signs instructions, receipts and daily heads',
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.RETAIN,
    });

    // CloudFormation can fill in one flat field only, so the first version's key stands beside `current`.
    this.fingerprints = new Secret(this, 'Fingerprints', {
      description: 'HMAC keys of account fingerprints, by version',
      // By its ARN, so that the construct leaves the key's policy alone: what it would add names no host of China.
      encryptionKey: Key.fromKeyArn(this, 'SecretsKey', dataKey.keyArn),
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ current: '1' }),
        generateStringKey: '1',
        passwordLength: 64,
        excludePunctuation: true,
      },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      this.fingerprints,
      'AwsSolutions-SMG4',
      'A new key needs every open account written under both versions, which only the re-keying command does.',
    );
    this.webhookSecrets = `${Stack.of(this).stackName}/webhooks`;
  }

  /** Every secret below the prefix of the webhooks. */
  get webhookSecretsArn(): string {
    return `arn:${Aws.PARTITION}:secretsmanager:${Aws.REGION}:${Aws.ACCOUNT_ID}:secret:${this.webhookSecrets}/*`;
  }
}
