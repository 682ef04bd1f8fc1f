import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Env as DispatchEnv } from '../functions/dispatch-instruction/env.ts';
import { Env as PageEnv } from '../functions/page-officers/env.ts';
import { Env as RelayEnv } from '../functions/relay-events/env.ts';
import { Env as DeadlineEnv } from '../functions/run-deadline/env.ts';
import { Env as SendEnv } from '../functions/send-page/env.ts';
import { QueueWorker } from './constructs/queue-worker.ts';
import { TableStreamWorker } from './constructs/table-stream-worker.ts';
import { statementsOf } from './permissions.ts';
import type { Plan } from './plan.ts';

const memory = 512;

/** An event is a numbered item that appears once; the state beside it changes and says nothing new. */
const newEvents = { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'EVT#' }] } } } };

/** The functions behind queues and the one behind the stream. */
export class Workers extends Construct {
  readonly relay: TableStreamWorker<typeof RelayEnv>;

  constructor(scope: Construct, id: string, { foundation, storage, messaging, resources, values }: Plan) {
    super(scope, id);
    new QueueWorker(this, 'DispatchInstruction', {
      foundation,
      memory,
      name: 'dispatch-instruction',
      allow: statementsOf('dispatch-instruction', resources),
      queues: [messaging.intake],
      concurrency: 20,
      env: DispatchEnv,
      values: { ...values.ledger, ...values.instructions, ...values.deadlines },
    });
    new QueueWorker(this, 'PageOfficers', {
      foundation,
      memory,
      name: 'page-officers',
      allow: statementsOf('page-officers', resources),
      queues: [messaging.inbox, messaging.followUps],
      concurrency: 20,
      env: PageEnv,
      values: { ...values.ledger, ...values.directory, ...values.channels, ...values.deadlines },
    });
    const sending = { ...values.ledger, ...values.directory, ...values.webhooks, ...values.deadlines };
    new QueueWorker(this, 'SendConsole', {
      foundation,
      memory,
      name: 'send-page-console',
      allow: statementsOf('send-page-console', resources),
      queues: [messaging.pageConsole],
      concurrency: 20,
      env: SendEnv,
      values: { ...sending, CHANNEL: 'console' },
    });
    new QueueWorker(this, 'SendWebhook', {
      foundation,
      memory,
      name: 'send-page-webhook',
      allow: statementsOf('send-page-webhook', resources),
      queues: [messaging.pageWebhook],
      concurrency: 50,
      // A slow receiver holds up the batch it is in, so batches are small.
      batchSize: 5,
      env: SendEnv,
      values: { ...sending, CHANNEL: 'webhook' },
    });
    new QueueWorker(this, 'RunDeadline', {
      foundation,
      memory,
      name: 'run-deadline',
      allow: statementsOf('run-deadline', resources),
      queues: [messaging.deadlines],
      concurrency: 20,
      env: DeadlineEnv,
      values: { ...values.ledger, ...values.intake, ...values.deadlines },
    });
    this.relay = new TableStreamWorker(this, 'RelayEvents', {
      foundation,
      memory,
      timeout: Duration.seconds(10),
      name: 'relay-events',
      allow: statementsOf('relay-events', resources),
      table: storage.ledger,
      patterns: [newEvents],
      env: RelayEnv,
      values: { ...values.ledger, ...values.events },
    });
  }
}
