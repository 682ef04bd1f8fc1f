import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ago, disposal, officers, stop } from '../support/bodies.ts';
import { type CheckedCounty, startCheckedCounty } from '../support/checked-county.ts';
import { deeds } from '../support/deeds.ts';
import { tampered, unsigned } from '../support/token-issuer.ts';
import { bank, issue, ofOne, phoned, police, type Request } from './all-requests.ts';

let county: CheckedCounty;
let id: string;

const filled = (path: string): string => path.replace('{id}', id).replace('{entry}', '2');
const command = { 'content-type': 'application/json' };

const ask = ({ method, path, body }: Request, token: string | undefined) =>
  county.send(method, filled(path), {
    token,
    ...(method === 'POST'
      ? { body: JSON.stringify(body), headers: { ...command, 'idempotency-key': crypto.randomUUID() } }
      : {}),
  });

const tokenOf = (sub: string) => county.issuer.token({ sub });

/** Sends every request and gives what was answered, if not as expected; nothing of it may leave a trace. */
const unexpected = async (
  all: readonly Request[],
  token: string | undefined,
  expected: (request: Request) => readonly [number, string],
): Promise<string[]> => {
  const before = await deeds(county);
  const answers = await Promise.all(all.map(async request => ({ request, ...(await ask(request, token)) })));
  expect(await deeds(county)).toEqual(before);
  return answers.flatMap(({ request, status, body }) => {
    const [wanted, code] = expected(request);
    return status === wanted && body?.code === code ? [] : [`${request.name}: ${status} ${body?.code}`];
  });
};

beforeAll(async () => {
  county = await startCheckedCounty();
  const { body } = await county.as('lin.haoran')('POST', '/police/instructions', stop());
  id = body.id;
  await county.as('xu.jianing')('POST', `/bank/instructions/${id}/acknowledgement`, {});
});

afterAll(() => county?.stop());

describe('whoever is not known', () => {
  const everything = [...police, ...bank, issue];

  test.each([
    ['has no token', async () => undefined, 401, 'token-missing'],
    ['has a token of the past', () => county.issuer.token({ sub: 'lin.haoran', expiresIn: -5 }), 401, 'token-invalid'],
    [
      'has a token for another audience',
      () => county.issuer.token({ sub: 'lin.haoran', audience: 'x' }),
      401,
      'token-invalid',
    ],
    [
      'has a token of another issuer',
      () => county.issuer.token({ sub: 'lin.haoran', issuer: 'https://x' }),
      401,
      'token-invalid',
    ],
    [
      'signed it with a key of his own',
      () => county.issuer.token({ sub: 'lin.haoran', forged: true }),
      401,
      'token-invalid',
    ],
    ['says that it needs no signature', async () => unsigned(await tokenOf('lin.haoran')), 401, 'token-invalid'],
    ['put another name into it', async () => tampered(await tokenOf('x'), 'lin.haoran'), 401, 'token-invalid'],
    ['has a token without a name', () => county.issuer.token(), 401, 'token-invalid'],
    ['is not in the directory', () => tokenOf('nobody'), 403, 'person-unknown'],
  ])('because he %s is refused everywhere', async (_, token, status, code) => {
    expect(await unexpected(everything, await token(), () => [status, code])).toEqual([]);
  });
});

describe('another party finds nothing', () => {
  test.each([
    ['the supervisor', 'gu.changqing', [...police, issue, ...bank]],
    ['a bank’s officer among the police’s routes', 'xu.jianing', [...police, issue]],
    ['a bank’s system among the police’s routes', 'bocom-core', [...police, issue]],
    ['police among the bank’s routes', 'lin.haoran', bank],
    ['the liaison point among the bank’s routes', 'shen.ruolan', bank],
  ] as const)('%s', async (_, sub, all) => {
    expect(await unexpected(all, await tokenOf(sub), () => [404, 'route'])).toEqual([]);
  });
});

describe('another organisation finds no instruction', () => {
  test.each([
    ['another police unit', 'luo.mingzhe', ofOne(police)],
    ['another bank’s officer', 'chen.wanqing', ofOne(bank)],
    ['another bank’s system', 'bocom-core', ofOne(bank)],
  ] as const)('%s', async (_, sub, all) => {
    expect(await unexpected(all, await tokenOf(sub), () => [404, 'instruction'])).toEqual([]);
  });

  test('and lists only its own', async () => {
    for (const [sub, path] of [
      ['luo.mingzhe', '/police/instructions?state=all'],
      ['chen.wanqing', '/bank/instructions?state=all'],
      ['chen.wanqing', '/bank/inbox'],
      ['bocom-core', '/bank/inbox'],
    ] as const)
      expect((await county.as(sub)('GET', path)).body, `${sub} ${path}`).toEqual({ instructions: [], next: null });
    const { body } = await county.as('lin.haoran')('GET', '/police/instructions');
    const { incidentNumber } = body.instructions[0];
    const byCase = `/police/instructions?case=${incidentNumber}`;
    expect((await county.as('luo.mingzhe')('GET', byCase)).body.instructions).toEqual([]);
    expect((await county.as('lin.haoran')('GET', byCase)).body.instructions).toHaveLength(1);
  });

  test('nor may another unit issue into its case', async () => {
    const { body } = await county.as('lin.haoran')('GET', `/police/instructions/${id}`);
    const before = await deeds(county);
    const order = stop({ incidentNumber: body.incidentNumber });
    const answer = await county.as('luo.mingzhe')('POST', '/police/instructions', order);
    expect(answer).toMatchObject({ status: 403, body: { code: 'case-of-another-unit' } });
    expect(await deeds(county)).toEqual(before);
  });
});

describe('the liaison point', () => {
  const mayRule = ['ruleOnReturn', 'ruleOnPhoneEntry', 'enterByPhone'];

  test('may do nothing of the police’s', async () => {
    const theirs = [...police.filter(({ method, name }) => method === 'POST' && !mayRule.includes(name)), issue];
    const token = await tokenOf('shen.ruolan');
    const expected = ({ name }: Request) => [403, name === 'issue' ? 'role-missing' : 'not-yours-to-do'] as const;
    expect(await unexpected(theirs, token, expected)).toEqual([]);
    const sheet = police.filter(({ name }) => name === 'sheet');
    expect(await unexpected(sheet, token, () => [403, 'not-yours-to-do'])).toEqual([]);
  });

  test('sees no names, accounts and amounts, in whatever it is answered', async () => {
    const order = stop();
    const { body: made } = await county.as('lin.haoran')('POST', '/police/instructions', order);
    const bankOfficer = county.as('xu.jianing');
    const one = `/bank/instructions/${made.id}`;
    await bankOfficer('POST', `${one}/return`, { missing: 'name-missing', note: '户名赵铁柱有误' });
    await county.as('lin.haoran')('POST', `/police/instructions/${made.id}/correction`, { holder: '钱守义' });
    await bankOfficer('POST', `${one}/acknowledgement`, {});
    const extra = { transfer: { amount: 777_777, at: ago(50), serial: 'EXTRA1' } };
    await county.as('lin.haoran')('POST', `/police/instructions/${made.id}/transfers`, extra);
    await bankOfficer('POST', `${one}/disposal`, disposal({ caught: 4_444_444, balanceBefore: 8_888_888 }));
    const to = { account: '6217000000000067890', holder: '孙小梅', bankName: '青禾村镇银行' };
    await bankOfficer('POST', `${one}/report`, { onwardTransfers: [{ amount: 555_555, at: ago(40), to }] });

    const told: string[] = [];
    for (const path of ['', '?state=all', `?bank=QHRCB`, `?case=${order.incidentNumber}`, `/${made.id}`]) {
      const { status, body } = await county.as('shen.ruolan')('GET', `/police/instructions${path}`);
      expect(status).toBe(200);
      told.push(JSON.stringify(body));
    }
    expect(told.at(-1)).toContain('reported');
    for (const secret of [
      ...['王小明', '赵铁柱', '钱守义', '孙小梅', '林浩然', '周思远', '青禾村镇银行', '户名'],
      ...[order.target.number, order.transfers[0]?.serial ?? '', 'EXTRA1', '6217000000000067890', '11010519491231002X'],
      ...['13800005550', officers.handling.idNumber, order.form.number, order.reason],
      ...['5000000', '5777777', '777777', '4444444', '8888888', '555555'],
      ...['amount', 'applied', 'caught', 'total', 'balance', 'hold"', 'signed', 'inForce', 'onwardTransfers'],
    ])
      expect(
        told.filter(text => text.includes(secret)),
        secret,
      ).toEqual([]);
  });

  test('enters no amounts for a bank', async () => {
    const { body: made } = await county.as('lin.haoran')('POST', '/police/instructions', stop());
    const enter = (said: unknown) =>
      county.as('shen.ruolan')('POST', `/police/instructions/${made.id}/phone-entries`, { ...phoned, said });
    const before = await deeds(county);
    const bare = { do: 'dispose', outcome: 'full', code: '0000', executedAt: ago(0) };
    for (const money of [
      { applied: 1 },
      { caught: 1 },
      { balanceBefore: 1 },
      { prior: { organ: '某县公安局', mode: 'whole' } },
    ])
      expect(await enter({ ...bare, ...money })).toMatchObject({ status: 403, body: { code: 'amounts-not-yours' } });
    const report = { do: 'report', onwardTransfers: [{ amount: 1, at: ago(9) }] };
    expect(await enter(report)).toMatchObject({ status: 403, body: { code: 'not-yours-to-do' } });
    expect(await deeds(county)).toEqual(before);
    expect(await enter(bare)).toMatchObject({ status: 200, body: { state: 'disposed' } });
  });

  test('cannot say that somebody called whom the bank does not know', async () => {
    const { body: made } = await county.as('lin.haoran')('POST', '/police/instructions', stop());
    const before = await deeds(county);
    for (const person of ['ICBC-01', 'QHRCB-99', 'bocom-core']) {
      const entry = { ...phoned, call: { ...phoned.call, person } };
      const answer = await county.as('shen.ruolan')('POST', `/police/instructions/${made.id}/phone-entries`, entry);
      expect(answer).toMatchObject({
        status: 400,
        body: { code: 'caller-unknown', errors: [{ field: 'call.person' }] },
      });
    }
    expect(await deeds(county)).toEqual(before);
  });
});

describe('an instruction on the platform’s route', () => {
  test('is not there for the bank it names', async () => {
    const { body: made } = await county.as('lin.haoran')('POST', '/police/instructions', stop({ bank: 'CMB' }));
    const people = county.county.organisations.find(({ code }) => code === 'CMB')?.people ?? [];
    for (const { sub } of people) {
      expect((await county.as(sub)('GET', '/bank/inbox')).body.instructions).toEqual([]);
      expect((await county.as(sub)('GET', '/bank/instructions?state=all')).body.instructions).toEqual([]);
      expect((await county.as(sub)('GET', `/bank/instructions/${made.id}`)).status).toBe(404);
    }
    expect((await county.as('shen.ruolan')('GET', `/police/instructions/${made.id}`)).status).toBe(200);
  });
});
