import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge } from '../../local/policy/judge.ts';
import { issue } from '../../shared/app/issue.ts';
import { dynamoDirectory } from '../../shared/aws/directory.ts';
import { dynamoLedger } from '../../shared/aws/ledger.ts';
import { IssueRequest } from '../../shared/contract/issue-request.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../bench/webhook-receiver.ts';
import { eventually } from '../local/eventually.ts';
import { startCounty, type TestCounty } from '../support/county.ts';
import { testSigner } from '../support/exports.ts';
import { atPace, withWebhooks } from './support/fast-county.ts';
import { order } from './support/orders.ts';
import { partiesOf, readings, sideWays } from './support/side-ways.ts';

let county: TestCounty;
let webhook: WebhookReceiver;

beforeAll(async () => {
  webhook = await startWebhookReceiver();
  const quick = atPace({
    targets: { dispatch: 3, delivery: 1, acknowledge: 8, dispose: 2, report: 2, confirm: 2, withdraw: 2, release: 2 },
    holdSeconds: 4,
    steps: [9, 10, 11],
  });
  county = await startCounty({
    county: withWebhooks({ url: webhook.url, people: ['QHRCB-01', 'ABC-01'] }, quick),
    record: true,
    schedules: false,
    // The first message of the intake queue dies with its worker: the deadline that misses it sends it again.
    faults: { calls: { seed: 1, dieAt: { WorkersDispatchInstruction: 1 } } },
  });
  await giveWebhookSecrets(county, 'QHRCB', 'ABC');
}, 120_000);
afterAll(async () => {
  await county.stop();
  await webhook.stop();
});

const giveWebhookSecrets = async ({ cloud }: TestCounty, ...banks: string[]): Promise<void> => {
  const secrets = new SecretsManagerClient({
    endpoint: cloud.environment.AWS_ENDPOINT_URL_SECRETS_MANAGER ?? '',
    region: cloud.environment.AWS_REGION ?? '',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const SecretString = JSON.stringify({ secrets: [`whsec_${Buffer.alloc(24, 7).toString('base64')}`] });
  for (const bank of banks)
    await secrets.send(new CreateSecretCommand({ Name: `${cloud.outputs.WebhookSecrets}/${bank}`, SecretString }));
  secrets.destroy();
};

const ledger = () => dynamoLedger(county.db, county.cloud.outputs.LedgerTable ?? '', Date.now);
const state = async (id: string) => (await ledger().load(id))?.progress.state;
const types = async (id: string) => (await ledger().history(id))?.events.map(({ event }) => event.type) ?? [];

/** One of yesterday, so that tonight there is something to seal. */
const issueYesterday = async (): Promise<void> => {
  const yesterday = Date.now() - 86_400_000;
  const { signer } = await testSigner();
  const quiet = { intake: async () => {}, deadline: async () => {} };
  const deps = {
    ledger: ledger(),
    hints: quiet,
    clock: () => yesterday,
    signer,
    directory: dynamoDirectory(county.db, county.cloud.outputs.DirectoryTable ?? '', Date.now),
    fingerprints: { of: async () => ({ current: 'y:1', all: ['y:1'] }) },
  };
  const dispatcher = { org: 'QHGA', party: 'police', person: 'QHGA-01', roles: ['dispatcher'] } as const;
  const at = new Date(yesterday - 3_600_000).toISOString();
  const body = IssueRequest.parse({ ...order({ bank: 'CMB', reportedAt: at }), transfers: [{ amount: 1, at }] });
  await issue(deps, dispatcher, { org: 'QHGA', key: 'yesterday', bodyHash: 'y' }, body);
};

/** What functions may do though no way of an instruction needs it in a day. */
const unusedForAReason: readonly (readonly [name: string, action: string, resource: RegExp, why: string])[] = [];

describe('every call of every function', () => {
  it('is allowed by its own role, and everything that is allowed is used', async () => {
    const parties = partiesOf(county);
    // Consoles poll first, so that they are reached.
    await Promise.all([parties.officer, parties.colleague].map(by => by('GET', '/bank/inbox')));
    await Promise.all([parties.dispatcher, parties.coordinator].map(by => by('GET', '/police/instructions')));
    const ids = await Promise.all(Object.values(sideWays).map(way => way(parties)));
    await readings(parties, ids[0] ?? '');
    const jwks = await fetch(`${county.cloud.url}/.well-known/jwks.json`);
    expect(jwks.status).toBe(200);
    await issueYesterday();
    await county.cloud.invoke('seal-day', {});
    await county.cloud.invoke('sweep-deadlines', {});
    await county.cloud.invoke('sweep-deadlines', {});

    await eventually(
      () => Promise.all(ids.map(state)),
      [...ids.map(() => expect.stringMatching(/closed|withdrawn/))],
      40_000,
    );
    // One bank that can be paged and says nothing, and one where nobody is to be reached.
    const silent = await Promise.all(
      ['ABC', 'PSBC'].map(bank => parties.dispatcher('POST', '/police/instructions', order({ bank }))),
    );
    const escalated = ['dispatched', 'paged', 'breached', 'step-due'];
    await eventually(
      () => Promise.all(silent.map(({ body }) => types(body.id))),
      [expect.arrayContaining([...escalated, 'delivered']), expect.arrayContaining(escalated)],
      30_000,
    );
    await eventually(() => types(ids[1] ?? ''), expect.arrayContaining(['hold-expired']), 20_000);

    const verdict = judge(county.cloud);
    expect(verdict.denied).toEqual([]);
    const unused = verdict.unused.filter(({ sid }) => sid === undefined);
    const unexplained = unused.filter(
      each =>
        !unusedForAReason.some(
          ([name, action, resource]) =>
            each.function.endsWith(name) && each.action === action && resource.test(each.resource),
        ),
    );
    expect(unexplained).toEqual([]);
    expect(unused.length).toBe(unusedForAReason.length);
  }, 120_000);
});
