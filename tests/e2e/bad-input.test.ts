import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stop } from '../support/bodies.ts';
import { type CheckedCounty, startCheckedCounty } from '../support/checked-county.ts';
import { deeds } from '../support/deeds.ts';
import { type Posted, wrongCommands } from './wrong-commands.ts';
import { wrongOrders } from './wrong-orders.ts';

let county: CheckedCounty;
let id: string;
let before: string[];
let tokens: Readonly<Record<'police' | 'bank', string>>;

beforeAll(async () => {
  county = await startCheckedCounty();
  const { body } = await county.as('lin.haoran')('POST', '/police/instructions', stop());
  id = body.id;
  before = await deeds(county);
  tokens = {
    police: await county.issuer.token({ sub: 'lin.haoran' }),
    bank: await county.issuer.token({ sub: 'xu.jianing' }),
  };
});

afterAll(() => county?.stop());

const issuePath = '/police/instructions';
const json = { 'content-type': 'application/json' };
const key = () => ({ 'idempotency-key': crypto.randomUUID() });

const post = (path: string, { body, headers = {} }: Posted) =>
  county.send('POST', path.replace('{id}', id), {
    token: path.startsWith('/police') ? tokens.police : tokens.bank,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { ...json, ...key(), ...headers },
  });

const fieldsOf = ({ body }: { body: { errors?: { field: string; code: string }[] } }): string[] =>
  (body.errors ?? []).map(({ field, code }) => `${field} ${code}`);

const nothingWritten = async () => expect(await deeds(county)).toEqual(before);

describe('an order is refused by its field', () => {
  test.each(wrongOrders)('for %s', async (_, body, fields) => {
    const answer = await post(issuePath, { body });
    expect(answer.status).toBe(400);
    for (const field of fields) expect(fieldsOf(answer)).toContain(field);
  });

  test('and nothing was written', nothingWritten);

  test('but an account that is no card needs no check digit', async () => {
    const account = stop({ target: { type: 'account', number: '6222020000000012345' } });
    expect((await post(issuePath, { body: account })).status).toBe(201);
    const card = stop({ target: { type: 'card', number: '9990001234567890121' } });
    expect((await post(issuePath, { body: card })).status).toBe(201);
    before = await deeds(county);
  });
});

describe('the rest of a request is refused too', () => {
  test.each(wrongCommands)('for %s', async (_, path, posted, status, code, fields) => {
    const answer = await post(path, posted);
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
    for (const field of fields) expect(fieldsOf(answer)).toContain(field);
  });

  test('for a missing key', async () => {
    const answer = await county.send('POST', issuePath, {
      token: tokens.police,
      body: JSON.stringify(stop()),
      headers: json,
    });
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual(['Idempotency-Key required']);
  });

  test('for bytes that are not UTF-8', async () => {
    const text = new TextEncoder().encode(JSON.stringify(stop({ reason: '@@' })));
    const at = text.indexOf(64);
    text.set([0xcd, 0xf5], at); // 王 in GB18030
    const answer = await county.send('POST', issuePath, {
      token: tokens.police,
      body: text,
      headers: { ...json, ...key() },
    });
    expect(answer.status).toBe(400);
    expect(['json', 'fields']).toContain(answer.body.code);
  });

  test('and nothing was written', nothingWritten);
});

describe('a reading is refused', () => {
  test.each([
    ['an unknown parameter', '/police/instructions?status=open', 'status unknown-field'],
    ['a parameter twice', '/police/instructions?limit=1&limit=2', 'limit duplicate-field'],
    ['a state that is none', '/police/instructions?state=closed', 'state choice-unknown'],
    ['no page', '/police/instructions?limit=0', 'limit integer-range'],
    ['a page too long', '/bank/inbox?limit=101', 'limit integer-range'],
    ['a limit that is no number', '/bank/instructions?limit=1e1', 'limit integer-expected'],
    [
      'a cursor with an index key in it',
      `/bank/inbox?cursor=${Buffer.from('{"pk":"x"}').toString('base64url')}`,
      'cursor cursor-form',
    ],
    ['a cursor of another list', '/bank/inbox?cursor=QHRCB_01KJQ6T0ZV8Q4N9E2M5R7S3XWY', 'cursor cursor-form'],
    ['a case that is none', '/police/instructions?case=%27%20OR%201', 'case incident-number-form'],
    ['a parameter of one instruction', '/bank/receipts', ''],
  ])('for %s', async (_, path, field) => {
    const answer = await county.send('GET', path, { token: path.startsWith('/police') ? tokens.police : tokens.bank });
    expect(answer.status).toBe(field ? 400 : 404);
    if (field) expect(fieldsOf(answer)).toEqual([field]);
  });

  test.each([
    ['lower case', () => id.toLowerCase()],
    ['too short', () => id.slice(1)],
    ['a path', () => `${id}%2Freceipt`],
    ['dots', () => '..%2F..%2Fhealth'],
    ['nothing like it', () => "1'--"],
    ['unknown', () => '01KJQ6T0ZV8Q4N9E2M5R7S3XWY'],
    ['followed by a slash', () => `${id}/`],
  ])('for an id that is %s', async (_, name) => {
    expect((await county.send('GET', `/police/instructions/${name()}`, { token: tokens.police })).status).toBe(404);
  });

  test.each(['0', '-1', '1e0', '01', '0x1', '9999999', 'two'])('for the telephone entry %s', async entry => {
    const answer = await post(`/bank/instructions/{id}/phone-entries/${entry}`, { body: { confirms: true } });
    expect(answer).toMatchObject({ status: 404, body: { code: 'phone-entry' } });
  });
});

describe('a method that is not there', () => {
  test.each([
    ['DELETE', '/police/instructions/01KJQ6T0ZV8Q4N9E2M5R7S3XWY', 'GET'],
    ['PUT', '/police/instructions', 'GET, POST'],
    ['GET', '/police/instructions/01KJQ6T0ZV8Q4N9E2M5R7S3XWY/contest', 'POST'],
    ['POST', '/police/banks', 'GET'],
    ['PATCH', '/police/instructions/01KJQ6T0ZV8Q4N9E2M5R7S3XWY/correction', 'POST'],
    ['OPTIONS', '/police/instructions', 'GET, POST'],
  ])('%s %s', async (method, path, allow) => {
    const answer = await county.send(method, path, { token: tokens.police });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe(allow);
  });

  test('HEAD delivers nothing, for it shows nothing', async () => {
    const { body } = await county.as('lin.haoran')('POST', issuePath, stop({ bank: 'PSBC' }));
    const token = await county.issuer.token({ sub: 'tang.yuwei' });
    const response = await fetch(`${county.cloud.url}/bank/inbox`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(405);
    const seen = await county.as('lin.haoran')('GET', `/police/instructions/${body.id}`);
    expect(seen.body.clocks.delivered).toBeUndefined();
  });
});

test('titles are in the language that was asked for', async () => {
  const body = stop({ reason: '' });
  const chinese = await post(issuePath, { body });
  expect(chinese.headers.get('content-language')).toBe('zh');
  expect(chinese.body).toMatchObject({ title: '字段有误', errors: [{ field: 'reason', title: '不能为空' }] });
  const english = await post(issuePath, { body, headers: { 'accept-language': 'en-GB,en;q=0.9' } });
  expect(english.headers.get('content-language')).toBe('en');
  expect(english.body).toMatchObject({
    title: 'some fields are wrong',
    titles: chinese.body.titles,
    errors: [{ field: 'reason', title: 'must not be empty' }],
  });
});

test('what was refused is never repeated', async () => {
  const body = stop({
    target: { type: 'card', number: '6222020000000012345', holder: '赵铁柱' },
    victim: { name: '王\n小明' },
  });
  const text = JSON.stringify((await post(issuePath, { body })).body);
  for (const personal of ['6222020000000012345', '赵铁柱', '小明']) expect(text).not.toContain(personal);
});
