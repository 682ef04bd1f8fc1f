import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { dispatch } from '../../shared/app/dispatch.ts';
import { documents } from '../../shared/aws/clients.ts';
import { connect } from '../../shared/aws/connect.ts';
import { sqsHints } from '../../shared/aws/hints.ts';
import { dynamoLedger } from '../../shared/aws/ledger.ts';
import { queueWorker } from '../../shared/aws/queue-worker.ts';
import { logger } from '../../shared/aws/telemetry.ts';
import { publishInstruction } from '../../shared/aws/topics.ts';
import { Intake } from '../../shared/contract/messages.ts';
import { Env } from './env.ts';

const config = Env.parse(process.env);
const deps = {
  ledger: dynamoLedger(documents(), config.LEDGER_TABLE, Date.now),
  hints: sqsHints(connect(SQSClient), { deadlines: config.DEADLINES_QUEUE }, Date.now),
  publish: publishInstruction(connect(SNSClient), config.INSTRUCTIONS_TOPIC),
  clock: Date.now,
};

export const handler = queueWorker(Intake, message => dispatch(deps, message), logger);
