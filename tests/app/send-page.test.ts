import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pageOfficers } from '../../shared/app/page-officers.ts';
import { sendPage } from '../../shared/app/send-page.ts';
import { consoleChannel } from '../../shared/aws/channels/console.ts';
import { keys } from '../../shared/aws/keys.ts';
import { dynamoPages, leaseMs } from '../../shared/aws/pages.ts';
import type { Page } from '../../shared/contract/messages.ts';
import { type Channel, receiverDown } from '../../shared/contract/paging.ts';
import { charges } from '../../shared/domain/charging.ts';
import { Fault } from '../../shared/domain/fault.ts';
import { codeOf } from './support/faults.ts';
import { officerA, police } from './support/people.ts';
import { type Rig, startRig } from './support/rig.ts';
import { stopped } from './support/said.ts';
import { withWebhooks } from './support/webhooks.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({ county: withWebhooks('QHRCB-01', 'QHLLD-01') });
});
beforeEach(() => rig.clock.pass(600_000));
afterEach(() => rig.expectSound());
afterAll(() => rig.stop());

/** A provider that remembers what it took. */
const provider = (send: Channel['send'] = async () => 'ref') => {
  const sent: Page[] = [];
  const channel: Channel = {
    name: 'webhook',
    delivers: true,
    send: async (page, ...rest) => {
      const reference = await send(page, ...rest);
      sent.push(page);
      return reference;
    },
  };
  return { sent, deps: { ...rig.deps, channel, pages: dynamoPages(rig.db, rig.table) } };
};
const broken = () => Promise.reject(new Fault('transient', receiverDown));

const paged = async (): Promise<Page> => {
  const id = await rig.dispatched();
  await pageOfficers(rig.deps, { id, n: 1 });
  const [page] = rig.pages('webhook', id);
  if (!page) throw new Error('nobody was paged');
  return page;
};
const attempt = async ({ id, cause, org, person }: Page) =>
  (
    await rig.db.send(
      new GetCommand({
        TableName: rig.table,
        Key: keys.page(id, cause, `${org}/${person}`, 'webhook'),
        ConsistentRead: true,
      }),
    )
  ).Item;
const deliveries = async (id: string) => (await rig.types(id)).filter(type => type === 'delivered').length;

describe('sending a page', () => {
  it('keeps the provider’s reference and records the first delivery', async () => {
    const page = await paged();
    rig.clock.pass(700);
    expect(await sendPage(provider().deps, page)).toBe('sent');
    expect(await attempt(page)).toMatchObject({ state: 'sent', reference: 'ref', attempts: 1 });
    expect((await rig.read(page.id)).progress.facts.delivered).toEqual({ at: rig.clock.now() });
  });

  it('twice, and ten times at once, sends once', async () => {
    const page = await paged();
    const { sent, deps } = provider();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => codeOf(sendPage(deps, page))));
    expect(sent).toHaveLength(1);
    expect(outcomes.filter(code => code === 'done').length).toBeGreaterThan(0);
    expect(await sendPage(deps, page)).toBe('sent');
    expect(sent).toHaveLength(1);
    expect(await deliveries(page.id)).toBe(1);
  });

  it('of a page that another worker holds is a failure of the batch, so the message comes again', async () => {
    const page = await paged();
    const { deps } = provider();
    await deps.pages.claim(page, 'webhook', rig.clock.now());
    expect(await codeOf(sendPage(deps, page))).toBe('page-held');
  });

  it('of a page whose holder died is done by the next once the lease is over', async () => {
    const page = await paged();
    const { sent, deps } = provider();
    await deps.pages.claim(page, 'webhook', rig.clock.now());
    rig.clock.pass(leaseMs);
    expect(await sendPage(deps, page)).toBe('sent');
    expect(sent).toHaveLength(1);
    expect(await attempt(page)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('that fails may be tried again at once', async () => {
    const page = await paged();
    expect(await codeOf(sendPage(provider(broken).deps, page))).toBe(receiverDown);
    expect(await attempt(page)).toMatchObject({ state: 'failed' });
    expect(await rig.types(page.id)).not.toContain('endpoint-down');
    expect(await deliveries(page.id)).toBe(0);
    expect(await sendPage(provider().deps, page)).toBe('sent');
  });

  it('that died before the delivery was recorded records it when the message comes again', async () => {
    const page = await paged();
    const { sent, deps } = provider();
    const commit = () => Promise.reject(new Error('died'));
    await expect(sendPage({ ...deps, ledger: { ...deps.ledger, commit } }, page)).rejects.toThrow('died');
    expect(await deliveries(page.id)).toBe(0);
    expect(await sendPage(deps, page)).toBe('sent');
    expect(sent).toHaveLength(1);
    expect(await deliveries(page.id)).toBe(1);
  });

  it('that took longer than its lease leaves what the next one has sent', async () => {
    const page = await paged();
    const quick = provider();
    const slow = provider(async () => {
      rig.clock.pass(leaseMs);
      await sendPage(quick.deps, page);
      return broken();
    });
    expect(await codeOf(sendPage(slow.deps, page))).toBe(receiverDown);
    expect(await attempt(page)).toMatchObject({ state: 'sent' });
  });
});

describe('a receiver that takes no page', () => {
  it('is on record as the bank’s endpoint being down from the second try, and its page ends before the dead letters', async () => {
    const page = await paged();
    const { deps } = provider(broken);
    for (const _ of [1, 2, 3]) expect(await codeOf(sendPage(deps, page))).toBe(receiverDown);
    expect(await sendPage(deps, page)).toBe('failed');
    expect(await attempt(page)).toMatchObject({ state: 'failed', attempts: 4 });
    const down = (await rig.events(page.id)).filter(({ type }) => type === 'endpoint-down');
    expect(down).toMatchObject([{ data: { channel: 'webhook' }, by: { party: 'platform' } }]);
    const { order } = await rig.read(page.id);
    expect(charges(order, await rig.events(page.id), rig.clock.now() + 1_000).at(-1)).toMatchObject({ party: 'bank' });
  });

  it('is tried again by a message that comes once more, and then delivers', async () => {
    const page = await paged();
    const { deps } = provider(broken);
    await codeOf(sendPage(deps, page));
    await codeOf(sendPage(deps, page));
    expect(await sendPage(provider().deps, page)).toBe('sent');
    expect(await deliveries(page.id)).toBe(1);
  });

  it('of another party than the bank charges the bank with nothing', async () => {
    const page = { ...(await paged()), org: 'QHLLD', person: 'QHLLD-01', step: 0 };
    const { deps } = provider(broken);
    for (const _ of [1, 2, 3]) expect(await codeOf(sendPage(deps, page))).toBe(receiverDown);
    expect(await sendPage(deps, page)).toBe('failed');
    expect(await rig.types(page.id)).not.toContain('endpoint-down');
  });

  it('is not meant where the fault is ours: the page goes on to the dead letters', async () => {
    const page = await paged();
    const { deps } = provider(() => Promise.reject(new Error('no secret')));
    for (const _ of [1, 2, 3, 4, 5]) await expect(sendPage(deps, page)).rejects.toThrow('no secret');
    expect(await rig.types(page.id)).not.toContain('endpoint-down');
  });
});

describe('a page that asks for an act', () => {
  it('is not sent once the act is done', async () => {
    const page = await paged();
    await rig.act(page.id, officerA, { do: 'acknowledge' });
    const { sent, deps } = provider();
    expect(await sendPage(deps, page)).toBe('moot');
    expect(sent).toEqual([]);
    expect(await attempt(page)).toMatchObject({ state: 'moot' });
    expect(await sendPage(deps, page)).toBe('moot');
  });

  it('is not sent for an attempt that ended', async () => {
    const page = await paged();
    await rig.act(page.id, officerA, { do: 'return', missing: 'name-missing' });
    await rig.act(page.id, police, { do: 'correct' }, { signer: rig.deps.signer });
    const { sent, deps } = provider();
    expect(await sendPage(deps, page)).toBe('moot');
    expect(sent).toEqual([]);
  });

  it('accepted for an ended attempt delivers nothing of the new one', async () => {
    const page = await paged();
    const late = provider(async () => {
      await rig.act(page.id, officerA, { do: 'return', missing: 'name-missing' });
      await rig.act(page.id, police, { do: 'correct' }, { signer: rig.deps.signer });
      return 'ref';
    });
    await sendPage(late.deps, page);
    expect((await rig.read(page.id)).progress).toMatchObject({ attempt: 2, facts: {} });
  });

  it('that informs is sent in every state', async () => {
    const page = await paged();
    await rig.act(page.id, officerA, stopped(rig.clock.now()));
    const { sent, deps } = provider();
    await sendPage(deps, { ...page, cause: 4, wants: 'know' });
    expect(sent).toHaveLength(1);
  });
});

it('a page to someone without a verified contact any more is moot', async () => {
  const page = await paged();
  expect(await sendPage(provider().deps, { ...page, person: 'QHRCB-09' })).toBe('moot');
});

it('a page accepted for the liaison point counts for its own step, and is not the bank’s delivery', async () => {
  const id = await rig.dispatched();
  const step = 3;
  const due = { type: 'step-due', data: { step, dueAt: rig.clock.now() } };
  rig.clock.pass(300_000);
  await rig.act(id, { org: 'LIAISON', party: 'platform' }, { do: 'pass-time' });
  const event = (await rig.events(id)).findLast(({ type }) => type === due.type);
  await pageOfficers(rig.deps, { id, n: event?.n ?? 0 });
  const page = rig.pages('webhook', id).find(({ org }) => org === 'QHLLD');
  if (!page) throw new Error('the liaison point was not paged');
  await sendPage(provider().deps, page);
  expect((await rig.events(id)).at(-1)).toMatchObject({ type: 'delivered', data: { step, party: 'liaison' } });
  expect((await rig.read(id)).progress).toMatchObject({ facts: { dispatched: {} }, step: { accepted: true } });
  expect((await rig.read(id)).progress.facts.delivered).toBeUndefined();
});

it('a console page is on record and delivers only when its reader looks', async () => {
  await rig.deps.presence.mark('QHRCB', 'QHRCB-02', rig.clock.now());
  const id = await rig.dispatched();
  await pageOfficers(rig.deps, { id, n: 1 });
  const [page] = rig.pages('console', id);
  if (!page) throw new Error('nobody was paged');
  expect(await sendPage({ ...provider().deps, channel: consoleChannel }, page)).toBe('sent');
  expect(await deliveries(id)).toBe(0);
});

it('two organisations that number their people alike do not take each other’s pages', async () => {
  const page = await paged();
  const { deps } = provider();
  await deps.pages.settle(page, 'webhook', { state: 'sent', at: rig.clock.now() });
  expect(await deps.pages.claim({ ...page, org: 'QHGA' }, 'webhook', rig.clock.now())).toBe('claimed');
});

it('a page of a missing instruction is consumed', async () => {
  const page = await paged();
  expect(await codeOf(sendPage(provider().deps, { ...page, id: '01KJQ6T0ZV8Q4N9E2M5R7S3XWY' }))).toBe('instruction');
});

it('an attempt that nobody could read is claimed again when its lease is over, even if its state is odd', async () => {
  const page = await paged();
  const { deps } = provider();
  await deps.pages.claim(page, 'webhook', rig.clock.now());
  await rig.db.send(
    new UpdateCommand({
      TableName: rig.table,
      Key: keys.page(page.id, page.cause, `${page.org}/${page.person}`, 'webhook'),
      UpdateExpression: 'SET leaseUntil = :past',
      ExpressionAttributeValues: { ':past': rig.clock.now() - 1 },
    }),
  );
  expect(await deps.pages.claim(page, 'webhook', rig.clock.now())).toBe('claimed');
});
