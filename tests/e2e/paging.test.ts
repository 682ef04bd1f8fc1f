import { BatchWriteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import { ulid } from 'ulid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keys } from '../../shared/aws/keys.ts';
import { stop } from '../support/bodies.ts';
import { type CheckedCounty, startCheckedCounty } from '../support/checked-county.ts';
import { done, theirs } from '../support/office.ts';

const atEachBank = 180;
const inOneCase = 40;
const incidentNumber = 'J371522999999999';

let county: CheckedCounty;
const ids = new Map<string, string[]>();

/** Copies of a real instruction under ids of their own, some of them in one case: hundreds in a moment. */
const multiply = async (id: string, bank: string): Promise<void> => {
  const table = county.cloud.outputs.LedgerTable ?? '';
  const item = async (key: Record<string, string>) =>
    (await county.db.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item;
  const [body, state] = await Promise.all([item(keys.body(id)), item(keys.state(id))]);
  const copies = Array.from({ length: atEachBank - 1 }, (_, i) => ({ id: ulid(Date.now() - i * 1000), i }));
  const rows = copies.flatMap(({ id: copy, i }) => [
    { ...body, ...keys.body(copy), id: copy, ...(i < inOneCase ? { caseId: incidentNumber } : {}) },
    { ...state, ...keys.state(copy), id: copy },
  ]);
  for (let i = 0; i < rows.length; i += 25) {
    const requests = rows.slice(i, i + 25).map(Item => ({ PutRequest: { Item } }));
    await county.db.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
  }
  ids.set(bank, [id, ...copies.map(copy => copy.id)]);
};

const officers = { QHRCB: 'xu.jianing', PSBC: 'tang.yuwei' };

beforeAll(async () => {
  county = await startCheckedCounty();
  for (const [bank, sub] of Object.entries(officers)) {
    const { body } = await county.as('lin.haoran')('POST', '/police/instructions', stop({ bank }));
    await done(county.as(sub), theirs(body.id, '/acknowledgement'));
    await multiply(body.id, bank);
  }
});

afterAll(() => county?.stop());

const every = (): string[] => [...ids.values()].flat();

/** Follows the cursors to the end and gives the ids of every page. */
const pages = async (sub: string, path: string, limit: number): Promise<string[][]> => {
  const found: string[][] = [];
  let cursor: string | null = null;
  do {
    const query: string = `${path.includes('?') ? '&' : '?'}limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`;
    const { body } = await county.as(sub)('GET', `${path}${query}`);
    found.push(body.instructions.map(({ id }: { id: string }) => id));
    cursor = body.next;
  } while (cursor);
  return found;
};

const expectOnce = (found: readonly string[][], expected: readonly string[]): void => {
  expect(found.flat()).toHaveLength(expected.length);
  expect(found.flat().toSorted()).toEqual([...expected].toSorted());
};

test.each([7, 100])('a unit’s list has each instruction once, in pages of %i', async limit => {
  const found = await pages('lin.haoran', '/police/instructions', limit);
  expectOnce(found, every());
  for (const page of found.slice(0, -1)) expect(page).toHaveLength(limit);
});

test('so has the list of a case, in pages of one', async () => {
  const found = await pages('lin.haoran', `/police/instructions?case=${incidentNumber}`, 1);
  expectOnce(
    found,
    [...ids.values()].flatMap(of => of.slice(1, inOneCase + 1)),
  );
});

test('what comes first is the newest', async () => {
  const all = (await pages('lin.haoran', '/police/instructions?state=all', 50)).flat();
  expect(all).toEqual([...every()].toSorted().toReversed());
  const open = (await pages('lin.haoran', '/police/instructions', 50)).flat();
  expect(open).toEqual(all);
});

test('a bank’s inbox and its history have each of its own once', async () => {
  for (const path of ['/bank/instructions', '/bank/instructions?state=all', '/bank/inbox'])
    expectOnce(await pages('xu.jianing', path, 33), ids.get('QHRCB') ?? []);
});

test('the liaison point has each bank’s once, bank after bank', async () => {
  for (const path of ['/police/instructions', '/police/instructions?state=all']) {
    const found = await pages('shen.ruolan', path, 60);
    expectOnce(found, every());
    for (const page of found.slice(0, -1)) expect(page).toHaveLength(60);
    const first = new Set(found.flat().slice(0, atEachBank));
    expect(ids.get('PSBC')?.every(id => first.has(id))).toBe(true);
  }
  expectOnce(await pages('shen.ruolan', '/police/instructions?bank=QHRCB', 60), ids.get('QHRCB') ?? []);
  expectOnce(await pages('shen.ruolan', '/police/instructions?bank=ICBC', 60), []);
});

test('what is closed leaves the open list and stays in the other', async () => {
  const [id = ''] = ids.get('PSBC') ?? [];
  await county.as('lin.haoran')('POST', `/police/instructions/${id}/withdrawal`, { reason: '撤回' });
  const { body } = await county.as('lin.haoran')('GET', `/police/instructions/${id}`);
  if (body.state !== 'withdrawn')
    await done(county.as('tang.yuwei'), theirs(id, '/withdrawal-answer'), { executed: false });
  expect((await pages('tang.yuwei', '/bank/inbox', 100)).flat()).not.toContain(id);
  expect((await pages('tang.yuwei', '/bank/instructions?state=all', 100)).flat()).toContain(id);
});

test('a cursor of one bank’s list leads another bank to its own only', async () => {
  const { body } = await county.as('xu.jianing')('GET', '/bank/inbox?limit=5');
  const foreign = await county.as('tang.yuwei')('GET', `/bank/inbox?limit=5&cursor=${body.next}`);
  expect(foreign.status).toBe(200);
  for (const { id } of foreign.body.instructions) expect(ids.get('PSBC')).toContain(id);
});
