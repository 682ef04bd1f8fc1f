import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ago, anotherAccount, disposal, stop } from '../support/bodies.ts';
import { type CheckedCounty, startCheckedCounty } from '../support/checked-county.ts';
import type { Requester } from '../support/county.ts';
import { deeds } from '../support/deeds.ts';
import { done, type Office, office, ours, theirs } from '../support/office.ts';

let county: CheckedCounty;
let police: Requester;
let bank: Requester;
let desk: Office;

beforeAll(async () => {
  county = await startCheckedCounty();
  police = county.as('lin.haoran');
  bank = county.as('xu.jianing');
  desk = office(police);
});

afterAll(() => county?.stop());

const issue = (order: Record<string, unknown>, who = police) => who('POST', '/police/instructions', order);
const another = (amount: number, seconds: number) => ({ transfers: [{ amount, at: ago(seconds) }] });

/** Stopped, released and closed: the slot stays used. */
const runThrough = async (id: string): Promise<void> => {
  await done(bank, theirs(id, '/report'), { disposal: disposal() });
  await done(bank, theirs(id, '/release'), { releasedAt: ago(0) });
  await done(police, ours(id, '/confirmation'));
};

describe('stops on one account', () => {
  test('are two in a case and no more', async () => {
    const order = stop();
    const { body: first } = await issue(order);
    await runThrough(first.id);
    const { status, body: second } = await issue({ ...order, ...another(1, 100) });
    expect(status).toBe(201);
    expect(second.id).not.toBe(first.id);
    await runThrough(second.id);
    const before = await deeds(county);
    expect(await issue({ ...order, ...another(2, 90) })).toMatchObject({ status: 409, body: { code: 'third-stop' } });
    expect(await deeds(county)).toEqual(before);
  });

  test('that ended without a hold leave their place to another', async () => {
    const order = stop();
    for (const amount of [1, 2, 3]) {
      const { status, body } = await issue({ ...order, ...another(amount, 100 + amount) });
      expect(status, JSON.stringify(body)).toBe(201);
      await done(bank, theirs(body.id, '/acknowledgement'));
      await done(police, ours(body.id, '/withdrawal'), { reason: '撤回' });
      await done(bank, theirs(body.id, '/withdrawal-answer'), { executed: false });
    }
    expect((await issue({ ...order, ...another(4, 80) })).status).toBe(201);
  });

  test('that ran out are over: the second is another instruction', async () => {
    const order = stop();
    const { body: first } = await issue(order);
    const twoDaysAgo = disposal({ executedAt: ago(49 * 3600) });
    await done(bank, theirs(first.id, '/report'), { disposal: twoDaysAgo });
    await vi.waitFor(async () => expect((await desk.read(first.id)).hold.state).toBe('expired'), 10_000);
    const second = await issue({ ...order, ...another(1, 100) });
    expect(second.status).toBe(201);
    expect(second.body.id).not.toBe(first.id);
  });

  test('of another case are told, and need a reason', async () => {
    const order = stop();
    await issue(order);
    const elsewhere = { ...stop(), target: order.target };
    const before = await deeds(county);
    const refused = await issue(elsewhere, county.as('luo.mingzhe'));
    expect(refused).toMatchObject({ status: 409, body: { code: 'history-needs-reason', stops: 1 } });
    expect(JSON.stringify(refused.body)).not.toContain(order.incidentNumber);
    expect(await deeds(county)).toEqual(before);
    const reasoned = await issue({ ...elsewhere, historyReason: '另案被害人' }, county.as('luo.mingzhe'));
    expect(reasoned.status).toBe(201);
  });

  test('of one number at two banks are two accounts', async () => {
    const order = stop();
    await issue(order);
    expect((await issue({ ...order, bank: 'PSBC' })).status).toBe(201);
  });

  test('of a card are those of its account', async () => {
    const number = '9990001234567890121';
    const order = stop({ target: { type: 'card', number } });
    const { body } = await issue(order);
    const asAccount = await issue({ ...order, target: { type: 'account', number }, ...another(7, 70) });
    expect(asAccount).toMatchObject({ status: 200, body: { id: body.id } });
  });
});

test('the largest order that is legal is taken and read back whole', async () => {
  const name = '𠮷'.repeat(100);
  const transfers = Array.from({ length: 50 }, (_, i) => ({
    amount: i + 1,
    at: ago(1000 + i),
    serial: '𠮷'.repeat(62) + String(i).padStart(2, '0'),
    from: { account: '6'.repeat(40), holder: name, bank: name },
    channel: '𠮷'.repeat(40),
  }));
  const long = '𠮷'.repeat(500);
  const id = await desk.issued({ transfers, reason: long, remark: long, historyReason: long, victim: { name } });
  const { inForce } = await desk.read(id);
  expect(inForce.transfers).toHaveLength(50);
  expect(inForce).toMatchObject({ reason: long, victim: { name } });
});

describe('a transfer', () => {
  test('into an open stop is added to it, and the same one is a duplicate', async () => {
    const order = stop();
    const { body: first } = await issue(order);
    expect(await issue(order)).toMatchObject({ status: 409, body: { code: 'duplicate-transfer', id: first.id } });
    const more = { ...order, transfers: [...order.transfers, { amount: 900, at: ago(60) }] };
    const added = await issue(more);
    expect(added).toMatchObject({ status: 200, body: { id: first.id } });
    expect(added.headers.get('location')).toBe(ours(first.id));
    expect(await desk.read(first.id)).toMatchObject({ amount: 5_000_900, inForce: { transfers: [{}, {}] } });
    const again = await police('POST', ours(first.id, '/transfers'), { transfer: more.transfers[1] });
    expect(again).toMatchObject({ status: 409, body: { code: 'duplicate-transfer' } });
  });

  test('into a running hold is recorded, and into an ended one needs a new instruction', async () => {
    const id = await desk.issued();
    await done(bank, theirs(id, '/report'), { disposal: disposal() });
    await done(police, ours(id, '/transfers'), { transfer: { amount: 5, at: ago(30) } });
    expect(await desk.eventOf(id, 'transfer-added')).toMatchObject({ data: { afterExecution: true } });
    await done(bank, theirs(id, '/release'), { releasedAt: ago(0) });
    const late = await police('POST', ours(id, '/transfers'), { transfer: { amount: 6, at: ago(20) } });
    expect(late).toMatchObject({ status: 409, body: { code: 'new-instruction-needed' } });
  });

  test('that follows money names the instruction before it', async () => {
    const order = stop();
    const { body: parent } = await issue(order);
    const next = { ...order, bank: 'PSBC', target: { type: 'account', number: anotherAccount() }, parent: parent.id };
    const { body: child } = await issue(next);
    expect((await desk.read(child.id)).signed.order).toMatchObject({ parent: parent.id, hop: 1 });
  });
});

describe('papers that follow', () => {
  test('are allowed where the county allows them, by an approver of the unit', async () => {
    const order = stop({ applicationType: '04', form: undefined, approver: 'QHGA-01' });
    const { body } = await issue(order);
    expect((await desk.read(body.id)).signed.order).toMatchObject({ approver: 'QHGA-01', applicationType: '04' });
  });
});

describe('a report', () => {
  test('may carry the outcome in the same breath', async () => {
    const id = await desk.issued();
    await done(bank, theirs(id, '/report'), { disposal: disposal() });
    expect(await desk.stateOf(id)).toBe('reported');
  });

  test('of a thousand onward transfers is stored whole and shown to police', async () => {
    const id = await desk.issued();
    const onwardTransfers = Array.from({ length: 1000 }, (_, i) => ({
      amount: i + 1,
      at: ago(500),
      serial: `QH${String(i).padStart(20, '0')}`,
      to: {
        account: `62170000000${String(i).padStart(8, '0')}`,
        holder: '孙小梅'.repeat(20),
        bankName: '青禾村镇银行'.repeat(10),
      },
    }));
    await done(bank, theirs(id, '/report'), { disposal: disposal(), onwardTransfers });
    const { data, details } = await desk.eventOf(id, 'reported');
    expect(data).toEqual({ onward: 1000 });
    expect(details.onwardTransfers).toHaveLength(1000);
    expect(details.onwardTransfers[999]).toMatchObject({ amount: 1000, to: onwardTransfers[999]?.to });
  });
});

describe('a reader', () => {
  const withRoles = async (org: string, person: string, roles: readonly string[]): Promise<void> => {
    await county.db.send(
      new UpdateCommand({
        TableName: county.cloud.outputs.DirectoryTable,
        Key: { pk: `ORG#${org}`, sk: `PERSON#${person}` },
        UpdateExpression: 'SET #roles = :roles',
        ExpressionAttributeNames: { '#roles': 'roles' },
        ExpressionAttributeValues: { ':roles': roles },
      }),
    );
  };

  test('may read and do nothing', async () => {
    await withRoles('ICBC', 'ICBC-03', ['reader']);
    await withRoles('QHGA', 'QHGA-02', ['reader']);
    const { body } = await issue(stop({ bank: 'ICBC' }));
    const reader = county.as('song.liqun');
    expect((await reader('GET', theirs(body.id))).status).toBe(200);
    const refused = { status: 403, body: { code: 'role-missing', roles: ['A', 'B', 'head', 'duty'] } };
    expect(await reader('POST', theirs(body.id, '/acknowledgement'), {})).toMatchObject(refused);
    expect(await issue(stop(), county.as('zhou.siyuan'))).toMatchObject({
      status: 403,
      body: { code: 'role-missing' },
    });
  });
});
