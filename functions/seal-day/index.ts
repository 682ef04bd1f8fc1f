import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import type { ScheduledHandler } from 'aws-lambda';
import { sealDays } from '../../shared/app/seal-day.ts';
import { documents } from '../../shared/aws/clients.ts';
import { connect, patient } from '../../shared/aws/connect.ts';
import { dynamoTouched, s3Heads } from '../../shared/aws/heads.ts';
import { dynamoLedger } from '../../shared/aws/ledger.ts';
import { kmsSigner } from '../../shared/aws/signer.ts';
import { logger } from '../../shared/aws/telemetry.ts';
import { Env } from './env.ts';

const config = Env.parse(process.env);
const db = documents();
const deps = {
  ledger: dynamoLedger(db, config.LEDGER_TABLE, Date.now),
  heads: s3Heads(connect(S3Client, patient), config.HEADS_BUCKET, db, config.LEDGER_TABLE),
  touched: dynamoTouched(db, config.LEDGER_TABLE),
  signer: kmsSigner(connect(KMSClient), config.SIGNING_KEY),
  clock: Date.now,
  zone: config.COUNTY_ZONE,
};

export const handler: ScheduledHandler = async () => {
  logger.info('sealed', { days: await sealDays(deps) });
};
