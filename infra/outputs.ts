import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Api } from './api.ts';
import type { Plan } from './plan.ts';
import type { Workers } from './workers.ts';

/** What people and the command line need to know of a deployment. */
export function declareOutputs(scope: Construct, plan: Plan, api: Api, workers: Workers): void {
  const { storage, messaging, foundation } = plan;
  const queues = {
    Intake: messaging.intake,
    Inbox: messaging.inbox,
    FollowUps: messaging.followUps,
    Deadlines: messaging.deadlines,
    PageConsole: messaging.pageConsole,
    PageWebhook: messaging.pageWebhook,
  };
  const outputs: Record<string, string> = {
    ApiUrl: api.gateway.url,
    LedgerTable: storage.ledger.tableName,
    DirectoryTable: storage.directory.tableName,
    HeadsBucket: storage.heads.bucketName,
    SigningKey: storage.signingKey.keyId,
    DataKey: foundation.dataKey.keyArn,
    FingerprintSecret: storage.fingerprints.secretArn,
    WebhookSecrets: storage.webhookSecrets,
    InstructionsTopic: messaging.instructions.topicArn,
    EventsTopic: messaging.events.topicArn,
    AlarmTopic: foundation.alarmTopic.topicArn,
    UndeliveredInbox: messaging.toInbox.undelivered.queue.queueUrl,
    UndeliveredFollowUps: messaging.toFollowUps.undelivered.queue.queueUrl,
    RelayFailures: workers.relay.failures.queue.queueUrl,
  };
  for (const [name, { queue, deadLetters }] of Object.entries(queues)) {
    outputs[`Queue${name}`] = queue.queueUrl;
    outputs[`DeadLetters${name}`] = deadLetters.queue.queueUrl;
  }
  for (const [key, value] of Object.entries(outputs)) new CfnOutput(scope, `Output${key}`, { key, value });
}
