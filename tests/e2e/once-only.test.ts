import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ago, disposal, stop } from '../support/bodies.ts';
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

const key = () => ({ 'idempotency-key': crypto.randomUUID() });

const stops = async (incidentNumber: string) =>
  (await police('GET', `/police/instructions?case=${incidentNumber}`)).body.instructions;

describe('the same key', () => {
  test('with the same body gives the same answer, and says that it is a repeat', async () => {
    const order = stop();
    const headers = key();
    const first = await police('POST', '/police/instructions', order, headers);
    const reordered = Object.fromEntries(Object.entries(order).toReversed());
    const again = await police('POST', '/police/instructions', reordered, headers);
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(await stops(order.incidentNumber)).toHaveLength(1);
  });

  test('with the same body gives the first answer although much has happened since', async () => {
    const id = await desk.issued();
    const headers = key();
    const first = await bank('POST', theirs(id, '/acknowledgement'), {}, headers);
    await done(bank, theirs(id, '/report'), { disposal: disposal() });
    const before = await deeds(county);
    const again = await bank('POST', theirs(id, '/acknowledgement'), {}, headers);
    expect(again.body).toEqual(first.body);
    expect(await deeds(county)).toEqual(before);
  });

  test('with another body, path or instruction is refused', async () => {
    const id = await desk.issued();
    const other = await desk.issued();
    const headers = key();
    await bank('POST', theirs(id, '/marks'), { mark: 'head-office' }, headers);
    const before = await deeds(county);
    for (const [path, body] of [
      [theirs(id, '/marks'), { mark: 'under-review' }],
      [theirs(id, '/acknowledgement'), {}],
      [theirs(other, '/marks'), { mark: 'head-office' }],
    ] as const)
      expect(await bank('POST', path, body, headers)).toMatchObject({
        status: 422,
        body: { code: 'idempotency-key-reused' },
      });
    expect(await deeds(county)).toEqual(before);
  });

  test('stays bound to what changed nothing', async () => {
    const id = await desk.issued();
    await done(bank, theirs(id, '/acknowledgement'));
    const headers = key();
    const repeat = await bank('POST', theirs(id, '/acknowledgement'), {}, headers);
    expect(repeat).toMatchObject({ status: 200, body: { state: 'acknowledged' } });
    const marked = await bank('POST', theirs(id, '/marks'), { mark: 'head-office' }, headers);
    expect(marked.status).toBe(422);
  });

  test('is another organisation’s own', async () => {
    const headers = key();
    await police('POST', '/police/instructions', stop(), headers);
    expect((await county.as('luo.mingzhe')('POST', '/police/instructions', stop(), headers)).status).toBe(201);
  });

  test('after a refusal may be used for what is right', async () => {
    const headers = key();
    const order = stop();
    expect((await police('POST', '/police/instructions', { ...order, bank: 'NOBANK' }, headers)).status).toBe(400);
    expect((await police('POST', '/police/instructions', order, headers)).status).toBe(201);
  });
});

describe('at the same moment', () => {
  test('twenty equal commands have one effect and one answer', async () => {
    const order = stop();
    const headers = key();
    const twenty = Array.from({ length: 20 }, () => police('POST', '/police/instructions', order, headers));
    const answers = await Promise.all(twenty);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
    expect(await stops(order.incidentNumber)).toHaveLength(1);
  });

  test('two orders on one account of a case become one stop with both transfers', async () => {
    const order = stop();
    const second = { ...order, transfers: [{ amount: 1_000_000, at: ago(300) }] };
    const answers = await Promise.all([order, second].map(body => police('POST', '/police/instructions', body)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await desk.read(answers[0]?.body.id)).toMatchObject({ amount: 6_000_000, state: 'issued' });
  });

  test('one transfer that is added under many keys is added once', async () => {
    const id = await desk.issued();
    const transfer = { amount: 250_000, at: ago(200) };
    const many = Array.from({ length: 8 }, () => police('POST', ours(id, '/transfers'), { transfer }));
    const statuses = (await Promise.all(many)).map(({ status }) => status).toSorted();
    expect(statuses).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
    expect((await desk.read(id)).amount).toBe(5_250_000);
  });

  test('two officers who sign leave one signer', async () => {
    const id = await desk.issued();
    const both = ['xu.jianing', 'du.yiming'].map(sub => county.as(sub)('POST', theirs(id, '/acknowledgement'), {}));
    expect((await Promise.all(both)).map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });
});

describe('an event tag', () => {
  test('of the last event lets a command through, of an earlier one not', async () => {
    const id = await desk.issued();
    const returned = await done(bank, theirs(id, '/return'), { missing: 'name-missing' });
    const correct = (tag: number, holder: string) =>
      police('POST', ours(id, '/correction'), { holder }, { 'if-match': `"${tag}"` });
    expect(await correct(returned.number - 1, '甲')).toMatchObject({
      status: 412,
      body: { code: 'changed-meanwhile', number: expect.any(Number) },
    });
    // What the system does meanwhile is an event too.
    await vi.waitFor(async () => {
      const { number } = await desk.read(id);
      expect((await correct(number, '乙')).status).toBe(200);
    });
    expect((await desk.read(id)).inForce.target.holder).toBe('乙');
  });

  test('that is known already is answered with 304 and nothing else', async () => {
    const id = await desk.issued({ bank: 'CMB' });
    const again = await vi.waitFor(async () => {
      const { headers, body } = await police('GET', ours(id));
      const tag = headers.get('etag') ?? '';
      expect(tag).toBe(`"${body.number}"`);
      const known = await police('GET', ours(id), undefined, { 'if-none-match': `"1000", W/${tag}` });
      expect(known.status).toBe(304);
      return { ...known, tag };
    });
    expect(again.body).toBeUndefined();
    await done(police, ours(id, '/acknowledgement'));
    expect((await police('GET', ours(id), undefined, { 'if-none-match': again.tag })).status).toBe(200);
  });

  test('that is known gives others no hint of an instruction', async () => {
    const id = await desk.issued();
    const asked = await county.as('luo.mingzhe')('GET', ours(id), undefined, { 'if-none-match': '*' });
    expect(asked.status).toBe(404);
  });
});
