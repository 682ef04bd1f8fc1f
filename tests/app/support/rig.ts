import { createHmac } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import { type ActOutcome, actOn, type Wish } from '../../../shared/app/act-on.ts';
import { dispatch } from '../../../shared/app/dispatch.ts';
import { issue } from '../../../shared/app/issue.ts';
import { documents } from '../../../shared/aws/clients.ts';
import { connect } from '../../../shared/aws/connect.ts';
import { dynamoDirectory } from '../../../shared/aws/directory.ts';
import { sqsHints } from '../../../shared/aws/hints.ts';
import { dynamoLedger } from '../../../shared/aws/ledger.ts';
import { loadCounty } from '../../../shared/aws/load-county.ts';
import { sqsPageQueues } from '../../../shared/aws/page-queues.ts';
import { dynamoPresence } from '../../../shared/aws/presence.ts';
import { publishEvents, publishInstruction } from '../../../shared/aws/topics.ts';
import type { County } from '../../../shared/contract/county.ts';
import type { Fingerprinter } from '../../../shared/contract/fingerprints.ts';
import type { Stored } from '../../../shared/contract/ledger.ts';
import type { Deadline, Intake, Page } from '../../../shared/contract/messages.ts';
import type { Act } from '../../../shared/domain/act.ts';
import type { Actor } from '../../../shared/domain/events.ts';
import { sampleCounty } from '../../support/county.ts';
import { testSigner } from '../../support/exports.ts';
import { unsound } from '../../support/soundness.ts';
import { startStore } from '../../support/tables.ts';
import { dispatcher } from './people.ts';
import { type Ask, command, request } from './requests.ts';

/** A Friday morning: day hours, no holiday. */
export const morning = Date.parse('2026-11-20T02:00:00Z');

const fingerprintsUnder = (versions: readonly string[]): Fingerprinter => ({
  of: async (office, number) => {
    const all = versions.map(
      v => `${v}:${createHmac('sha256', `key ${v}`).update(`${office}\n${number}`).digest('hex')}`,
    );
    return { current: all.at(-1) ?? '', all };
  },
});

/**
 * Every use case wired to embedded tables, queues and topics of this file alone, with a clock that stands until it is moved.
 * `settle` proves the record of the whole table and stops everything.
 */
export const startRig = async ({ county = sampleCounty() }: { county?: County } = {}) => {
  const store = await startStore();
  const [table, directoryTable] = await Promise.all([store.createLedger(), store.createDirectory()]);
  const client = connect(DynamoDBClient);
  const db = documents();
  await loadCounty(db, directoryTable, county);
  const { signer, jwks } = await testSigner();
  const urls = Object.fromEntries(
    ['intake', 'deadlines', 'inbox', 'follow-ups', 'announced', 'page-console', 'page-webhook'].map(name => [
      name,
      store.createQueue(name),
    ]),
  );
  const instructions = store.createTopic('instructions', { inbox: { route: ['local', 'relay'] } });
  const events = store.createTopic('events', { announced: null, 'follow-ups': { pages: ['yes'] } });
  const sqs = connect(SQSClient);
  const delays: unknown[] = [];
  sqs.middlewareStack.add(
    send => asked => {
      if ('DelaySeconds' in asked.input) delays.push(asked.input.DelaySeconds);
      return send(asked);
    },
    { step: 'initialize', name: 'noteDelays' },
  );
  const sns = connect(SNSClient);

  let now = morning;
  const clock = (): number => now;
  const queues = { intake: urls.intake ?? '', deadlines: urls.deadlines ?? '' };
  const deps = {
    clock,
    signer,
    ledger: dynamoLedger(db, table, clock),
    hints: sqsHints(sqs, queues, clock),
    directory: dynamoDirectory(db, directoryTable, clock),
    fingerprints: fingerprintsUnder(['1']),
    presence: dynamoPresence(db, table),
    queues: sqsPageQueues(sqs, { console: urls['page-console'] ?? '', webhook: urls['page-webhook'] ?? '' }),
    publish: publishInstruction(sns, instructions),
  };

  const issued = async (ask: Ask = {}): Promise<string> => {
    const { answer } = await issue(deps, dispatcher, command(), request(ask));
    return String(answer.id);
  };
  const act = (id: string, by: Actor, wish: Act, more: Partial<Wish> = {}): Promise<ActOutcome> =>
    actOn(deps, { id, by, act: wish, ...more });
  const read = async (id: string): Promise<Stored> => {
    const stored = await deps.ledger.load(id);
    if (!stored) throw new Error(`no instruction ${id}`);
    return stored;
  };
  const events_ = async (id: string) => (await deps.ledger.history(id))?.events.map(({ event }) => event) ?? [];
  const messages = <T extends { id: string }>(queue: string, id: string): T[] =>
    store
      .messages(queue)
      .map((body): T => JSON.parse(body))
      .filter(message => message.id === id);

  return {
    store,
    db,
    sqs,
    sns,
    table,
    directoryTable,
    urls,
    deps,
    jwks,
    county,
    eventsTopic: events,
    publishEvents: publishEvents(sns, events),
    fingerprintsUnder,
    clock: {
      now: clock,
      set: (at: number): void => {
        now = at;
      },
      pass: (ms: number): void => {
        now += ms;
      },
    },
    /** Issues one and gives its id. */
    issued,
    /** The same, published and on record as such. */
    dispatched: async (ask: Ask = {}): Promise<string> => {
      const id = await issued(ask);
      await dispatch(deps, { id, attempt: 1 });
      return id;
    },
    act,
    read,
    events: events_,
    types: async (id: string) => (await events_(id)).map(({ type }) => type),
    intakes: (id: string) => messages<Intake>('intake', id),
    /** By how many seconds each message was held back that was sent with a delay. */
    delays,
    deadlines: (id: string) => messages<Deadline>('deadlines', id),
    pages: (channel: 'console' | 'webhook', id: string) => messages<Page>(`page-${channel}`, id),
    messages,
    /** Every instruction of the table is what its events make of it, and proves itself. */
    expectSound: async (): Promise<void> => expect(await unsound(client, table)).toEqual([]),
    stop: async (): Promise<void> => {
      client.destroy();
      db.destroy();
      sqs.destroy();
      sns.destroy();
      await store.stop();
    },
  };
};

export type Rig = Awaited<ReturnType<typeof startRig>>;
