import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { exportRecord } from '../../shared/app/export-record.ts';
import { verifyRecord } from '../../shared/app/verify-record.ts';
import { documents } from '../../shared/aws/clients.ts';
import { connect, patient } from '../../shared/aws/connect.ts';
import { dynamoDueIndex } from '../../shared/aws/due-index.ts';
import { everyInstruction } from '../../shared/aws/every-instruction.ts';
import { s3Heads } from '../../shared/aws/heads.ts';
import { dynamoLedger } from '../../shared/aws/ledger.ts';
import type { KeySet } from '../../shared/contract/es256.ts';
import type { SealedEvent, Stored } from '../../shared/contract/ledger.ts';
import { unsound } from '../support/soundness.ts';
import type { Running } from './server-process.ts';

/** How long after its time a deadline may still wait to be heard of. */
const heardWithinMs = 10_000;

async function* linesOf(lines: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const line of lines) yield JSON.stringify(line);
}

const acts = new Set(['acknowledged', 'returned', 'disposed', 'reported']);

/**
 * Whether every attempt paged the bank's people or recorded that nobody could be reached, unless the bank acted before or police took it back.
 * A bank with its own system, or outside the network, has nobody to be paged first.
 */
const unpaged = ({ stored, events }: { stored: Stored; events: readonly SealedEvent[] }): string[] => {
  const { id, route } = stored.order;
  if (route === 'direct' || route === 'platform') return [];
  const happened = events.map(({ event }) => event);
  const begins = happened.filter(({ type }) => type === 'issued' || type === 'resent').map(({ n }) => n);
  return begins
    .filter((n, at) => {
      const until = begins[at + 1] ?? Number.POSITIVE_INFINITY;
      const attempt = happened.filter(each => each.n > n && each.n < until);
      const paged = attempt.some(e => e.type === 'paged' && (e.data.people.length > 0 || e.data.nobody));
      return !paged && !attempt.some(({ type }) => acts.has(type) || type === 'withdrawn');
    })
    .map(n => `${id}: nobody was paged for event ${n}`);
};

export interface Proof {
  readonly problems: readonly string[];
  readonly instructions: number;
  readonly events: number;
}

/** Proves the ledger of a running server: what is stored is sound, its export verifies, and nobody was left unpaged or unheard. */
export const prove = async ({ url, environment, outputs }: Running, known: ReadonlySet<string>): Promise<Proof> => {
  Object.assign(process.env, environment);
  const client = connect(DynamoDBClient, patient);
  const s3 = connect(S3Client, patient);
  const db = documents(patient);
  try {
    const table = outputs.LedgerTable ?? '';
    const ledger = dynamoLedger(db, table, Date.now);
    const heads = s3Heads(s3, outputs.HeadsBucket ?? '', db, table);
    const jwks = (await (await fetch(`${url}/.well-known/jwks.json`)).json()) as KeySet;
    const ids: string[] = [];
    for await (const id of everyInstruction(db, table)) ids.push(id);
    const lines = exportRecord({ ledger, heads, ids: () => everyInstruction(db, table), zone: 'Asia/Shanghai' });
    const report = await verifyRecord(linesOf(lines), { jwks });
    const histories = await Promise.all(ids.map(id => ledger.history(id)));
    const { due } = await dynamoDueIndex(db, table).readUntil(Date.now());
    return {
      instructions: ids.length,
      events: report.events,
      problems: [
        ...(await unsound(client, table)),
        ...report.findings.map(finding => `export: ${JSON.stringify(finding)}`),
        ...histories.flatMap(found => (found ? unpaged(found) : [])),
        ...ids.filter(id => !known.has(id)).map(id => `${id}: nobody who issued it knows of it`),
        ...[...known].filter(id => !ids.includes(id)).map(id => `${id}: accepted and lost`),
        ...due
          .filter(({ dueAt }) => dueAt < Date.now() - heardWithinMs)
          .map(({ id, part }) => `${id}: its ${part} deadline was not heard`),
      ],
    };
  } finally {
    client.destroy();
    s3.destroy();
    db.destroy();
  }
};
