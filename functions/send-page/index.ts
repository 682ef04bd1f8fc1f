import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { sendPage } from '../../shared/app/send-page.ts';
import { consoleChannel } from '../../shared/aws/channels/console.ts';
import { webhookChannel } from '../../shared/aws/channels/webhook.ts';
import { documents } from '../../shared/aws/clients.ts';
import { connect } from '../../shared/aws/connect.ts';
import { dynamoDirectory } from '../../shared/aws/directory.ts';
import { sqsHints } from '../../shared/aws/hints.ts';
import { dynamoLedger } from '../../shared/aws/ledger.ts';
import { dynamoPages } from '../../shared/aws/pages.ts';
import { queueWorker } from '../../shared/aws/queue-worker.ts';
import { logger } from '../../shared/aws/telemetry.ts';
import { Page } from '../../shared/contract/messages.ts';
import { Env } from './env.ts';

const providerTimeoutMs = 5_000;

const config = Env.parse(process.env);
const db = documents();
const webhook = { secrets: config.WEBHOOK_SECRETS, addresses: config.WEBHOOK_ADDRESSES, timeoutMs: providerTimeoutMs };
const deps = {
  directory: dynamoDirectory(db, config.DIRECTORY_TABLE, Date.now),
  ledger: dynamoLedger(db, config.LEDGER_TABLE, Date.now),
  pages: dynamoPages(db, config.LEDGER_TABLE),
  channel:
    config.CHANNEL === 'webhook' ? webhookChannel(connect(SecretsManagerClient), webhook, Date.now) : consoleChannel,
  hints: sqsHints(connect(SQSClient), { deadlines: config.DEADLINES_QUEUE }, Date.now),
  clock: Date.now,
};

export const handler = queueWorker(Page, page => sendPage(deps, page), logger);
