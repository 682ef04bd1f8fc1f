import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { pageOfficers } from '../../shared/app/page-officers.ts';
import { documents } from '../../shared/aws/clients.ts';
import { connect } from '../../shared/aws/connect.ts';
import { dynamoDirectory } from '../../shared/aws/directory.ts';
import { sqsHints } from '../../shared/aws/hints.ts';
import { dynamoLedger } from '../../shared/aws/ledger.ts';
import { sqsPageQueues } from '../../shared/aws/page-queues.ts';
import { dynamoPresence } from '../../shared/aws/presence.ts';
import { queueWorker } from '../../shared/aws/queue-worker.ts';
import { logger } from '../../shared/aws/telemetry.ts';
import { EventNotice, InstructionNotice } from '../../shared/contract/messages.ts';
import { Env } from './env.ts';

const config = Env.parse(process.env);
const db = documents();
const sqs = connect(SQSClient);
const deps = {
  directory: dynamoDirectory(db, config.DIRECTORY_TABLE, Date.now),
  ledger: dynamoLedger(db, config.LEDGER_TABLE, Date.now),
  presence: dynamoPresence(db, config.LEDGER_TABLE),
  queues: sqsPageQueues(sqs, config.CHANNEL_QUEUES),
  hints: sqsHints(sqs, { deadlines: config.DEADLINES_QUEUE }, Date.now),
  clock: Date.now,
};

/** From the inbox an instruction, whose cause is its issue or re-send; from the follow-ups any event that may page somebody. */
const Notice = z.union([
  InstructionNotice.transform(({ id, cause: n }) => ({ id, n })),
  EventNotice.transform(({ id, n }) => ({ id, n })),
]);

export const handler = queueWorker(Notice, event => pageOfficers(deps, event), logger);
