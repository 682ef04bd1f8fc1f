import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { WorkQueue } from './constructs/work-queue.ts';
import type { Messaging } from './messaging.ts';
import type { Granted, Resources } from './permissions.ts';
import type { Storage } from './storage.ts';

/** Where each resource named in grants.ts lives. */
export function resourcesOf(storage: Storage, messaging: Messaging): Resources {
  const table = ({ tableArn }: Table): Granted => ({ service: 'dynamodb', arn: tableArn });
  const index = (name: string): Granted => ({
    service: 'dynamodb',
    arn: `${storage.ledger.tableArn}/index/${name}`,
  });
  const queue = ({ queue: { queueArn } }: WorkQueue): Granted => ({ service: 'sqs', arn: queueArn });
  return {
    ledger: table(storage.ledger),
    'ledger/due': index('due'),
    'ledger/openByBank': index('openByBank'),
    'ledger/openByUnit': index('openByUnit'),
    'ledger/byUnit': index('byUnit'),
    'ledger/byBank': index('byBank'),
    'ledger/byCase': index('byCase'),
    'ledger/byDay': index('byDay'),
    directory: table(storage.directory),
    'signing key': { service: 'kms', arn: storage.signingKey.keyArn },
    'fingerprint secret': { service: 'secretsmanager', arn: storage.fingerprints.secretArn },
    'webhook secrets': { service: 'secretsmanager', arn: storage.webhookSecretsArn },
    'intake queue': queue(messaging.intake),
    'deadlines queue': queue(messaging.deadlines),
    'console queue': queue(messaging.pageConsole),
    'webhook queue': queue(messaging.pageWebhook),
    'instructions topic': { service: 'sns', arn: messaging.instructions.topicArn },
    'events topic': { service: 'sns', arn: messaging.events.topicArn },
    heads: { service: 's3', arn: storage.heads.arnForObjects('heads/*') },
  };
}
