import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { handle } from 'hono/aws-lambda';
import { documents } from '../../shared/aws/clients.ts';
import { connect, hurried } from '../../shared/aws/connect.ts';
import { dynamoDirectory } from '../../shared/aws/directory.ts';
import { secretFingerprints } from '../../shared/aws/fingerprints.ts';
import { sqsHints } from '../../shared/aws/hints.ts';
import { dynamoLedger } from '../../shared/aws/ledger.ts';
import { dynamoPresence } from '../../shared/aws/presence.ts';
import { kmsSigner } from '../../shared/aws/signer.ts';
import { logger } from '../../shared/aws/telemetry.ts';
import { dynamoWork } from '../../shared/aws/work.ts';
import { authenticator } from '../../shared/http/authenticate.ts';
import { edge } from '../../shared/http/edge.ts';
import { policeRoutes } from '../../shared/http/police-routes.ts';
import { Env } from './env.ts';

const config = Env.parse(process.env);
const db = documents();
const directory = dynamoDirectory(db, config.DIRECTORY_TABLE, Date.now);
const authenticate = authenticator({ issuer: config.OIDC_ISSUER, audience: config.OIDC_AUDIENCE }, directory);
const app = edge({ authenticate, logger, parties: ['police', 'liaison'] });

policeRoutes(app, {
  directory,
  ledger: dynamoLedger(db, config.LEDGER_TABLE, Date.now),
  work: dynamoWork(db, config.LEDGER_TABLE),
  presence: dynamoPresence(db, config.LEDGER_TABLE),
  hints: sqsHints(
    connect(SQSClient, hurried),
    { intake: config.INTAKE_QUEUE, deadlines: config.DEADLINES_QUEUE },
    Date.now,
  ),
  signer: kmsSigner(connect(KMSClient), config.SIGNING_KEY),
  fingerprints: secretFingerprints(connect(SecretsManagerClient), config.FINGERPRINT_SECRET, Date.now),
  clock: Date.now,
});

export const handler = handle(app);
