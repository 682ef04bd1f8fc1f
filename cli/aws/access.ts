import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { documents } from '../../shared/aws/clients.ts';
import { connect, patient } from '../../shared/aws/connect.ts';
import { dynamoDirectory } from '../../shared/aws/directory.ts';
import { everyInstruction } from '../../shared/aws/every-instruction.ts';
import { dynamoTouched, s3Heads } from '../../shared/aws/heads.ts';
import { dynamoLedger } from '../../shared/aws/ledger.ts';
import { kmsSigner } from '../../shared/aws/signer.ts';
import { publishEvents } from '../../shared/aws/topics.ts';
import type { Deployment } from './deployment.ts';

/** The record of a deployment, with what seals, exports and announces it. */
export const recordAccess = async ({ output }: Deployment) => {
  const db = documents(patient);
  const table = output('LedgerTable');
  const { calendar } = await dynamoDirectory(db, output('DirectoryTable'), Date.now).county();
  return {
    ledger: dynamoLedger(db, table, Date.now),
    heads: s3Heads(connect(S3Client, patient), output('HeadsBucket'), db, table),
    touched: dynamoTouched(db, table),
    ids: () => everyInstruction(db, table),
    signer: kmsSigner(connect(KMSClient, patient), output('SigningKey')),
    clock: Date.now,
    zone: calendar.zone,
  };
};

export const eventsAccess = ({ output }: Deployment) => {
  const db = documents(patient);
  const table = output('LedgerTable');
  return {
    ledger: dynamoLedger(db, table, Date.now),
    touched: dynamoTouched(db, table),
    publish: publishEvents(connect(SNSClient, patient), output('EventsTopic')),
    clock: Date.now,
  };
};
