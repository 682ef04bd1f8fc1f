import { Stack } from 'aws-cdk-lib';
import type { Messaging } from './messaging.ts';
import type { Parameters } from './parameters.ts';
import type { Storage } from './storage.ts';

/** Values of the parts that shared/contract/env.ts names; each function takes those its schema asks for. */
export function valuesOf(storage: Storage, messaging: Messaging, parameters: Parameters) {
  const channels = { console: messaging.pageConsole.queue.queueUrl, webhook: messaging.pageWebhook.queue.queueUrl };
  return {
    ledger: { LEDGER_TABLE: storage.ledger.tableName },
    directory: { DIRECTORY_TABLE: storage.directory.tableName },
    identity: { OIDC_ISSUER: parameters.issuer, OIDC_AUDIENCE: parameters.audience },
    signing: { SIGNING_KEY: storage.signingKey.keyId },
    fingerprints: { FINGERPRINT_SECRET: storage.fingerprints.secretArn },
    intake: { INTAKE_QUEUE: messaging.intake.queue.queueUrl },
    deadlines: { DEADLINES_QUEUE: messaging.deadlines.queue.queueUrl },
    instructions: { INSTRUCTIONS_TOPIC: messaging.instructions.topicArn },
    events: { EVENTS_TOPIC: messaging.events.topicArn },
    channels: { CHANNEL_QUEUES: Stack.of(messaging).toJsonString(channels) },
    webhooks: { WEBHOOK_SECRETS: storage.webhookSecrets, WEBHOOK_ADDRESSES: parameters.webhookAddresses },
    heads: { HEADS_BUCKET: storage.heads.bucketName },
  };
}

export type Values = ReturnType<typeof valuesOf>;
