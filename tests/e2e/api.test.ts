import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyDetached } from '../../shared/contract/jws.ts';
import { ago, disposal, sha256, stop } from '../support/bodies.ts';
import { type CheckedCounty, startCheckedCounty } from '../support/checked-county.ts';
import type { Requester } from '../support/county.ts';
import { done, type Office, office, ours, theirs } from '../support/office.ts';

let county: CheckedCounty;
let police: Requester;
let bank: Requester;
let colleague: Requester;
let liaison: Requester;
let issued: Office['issued'];
let stateOf: Office['stateOf'];
let eventOf: Office['eventOf'];

beforeAll(async () => {
  county = await startCheckedCounty();
  police = county.as('lin.haoran');
  bank = county.as('xu.jianing');
  colleague = county.as('du.yiming');
  liaison = county.as('shen.ruolan');
  ({ issued, stateOf, eventOf } = office(police));
});

afterAll(() => county?.stop());

describe('the closed loop', () => {
  test('is issued, delivered, signed for, marked, disposed of, reported and confirmed', async () => {
    const order = stop();
    const answer = await police('POST', '/police/instructions', order);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(ours(answer.body.id));
    expect(answer.headers.get('etag')).toBe('"1"');
    const { id } = answer.body;

    expect((await bank('GET', '/bank/inbox')).body.instructions).toContainEqual(expect.objectContaining({ id }));
    const seen = await bank('GET', theirs(id));
    expect(seen.body).toMatchObject({
      state: 'issued',
      amount: 5_000_000,
      inForce: { victim: order.victim, target: order.target, reason: order.reason },
      clocks: { delivered: { at: expect.any(String) } },
    });
    expect(await done(bank, theirs(id, '/acknowledgement'))).toMatchObject({ state: 'acknowledged' });
    await done(bank, theirs(id, '/marks'), { mark: 'head-office' });
    await done(bank, theirs(id, '/disposal'), disposal({ outcome: 'partial', code: '1200', caught: 3_000_000 }));
    const onwardTransfers = [
      { amount: 2_000_000, at: ago(800), to: { account: '6217000000000067890', holder: '孙小梅' } },
    ];
    expect(await done(bank, theirs(id, '/report'), { onwardTransfers })).toMatchObject({ state: 'reported' });

    const { body } = await police('GET', ours(id));
    expect(body).toMatchObject({
      outcome: 'partial',
      signer: 'QHRCB-01',
      hold: { state: 'running', caughtNow: 3_000_000 },
    });
    expect(await eventOf(id, 'reported')).toMatchObject({
      data: { onward: 1 },
      details: { onwardTransfers: [{ amount: 2_000_000, to: { holder: '孙小梅' } }] },
    });
    expect(await done(police, ours(id, '/confirmation'), { remark: '已核实' })).toMatchObject({ state: 'closed' });
    const all = await police('GET', `/police/instructions?state=all&case=${order.incidentNumber}`);
    expect(all.body.instructions.map((each: { id: string }) => each.id)).toEqual([id]);
    expect(
      (await police('GET', `/police/instructions?state=open&case=${order.incidentNumber}`)).body.instructions,
    ).toEqual([]);
    expect((await bank('GET', '/bank/instructions?state=all')).body.instructions).toContainEqual(
      expect.objectContaining({ id, state: 'closed' }),
    );
  });

  test('a colleague takes over before signing for what another signed for', async () => {
    const id = await issued();
    await done(bank, theirs(id, '/acknowledgement'));
    const refused = await colleague('POST', theirs(id, '/acknowledgement'), {});
    expect(refused).toMatchObject({ status: 409, body: { code: 'signed-by-another', signer: 'QHRCB-01' } });
    await done(colleague, theirs(id, '/takeover'));
    expect((await police('GET', ours(id))).body.signer).toBe('QHRCB-02');
  });
});

describe('return, correction and ruling', () => {
  test('what a bank returns is corrected and sent again, and stands as amended', async () => {
    const id = await issued();
    await done(bank, theirs(id, '/return'), { missing: 'name-missing', note: '户名缺一字' });
    const { number } = (await police('GET', ours(id))).body;
    await done(police, ours(id, '/correction'), { holder: '赵铁柱儿', remark: '已更正' });
    const { body } = await bank('GET', theirs(id));
    expect(body).toMatchObject({
      state: 'issued',
      attempt: 2,
      inForce: { target: { holder: '赵铁柱儿' }, remark: '已更正' },
    });
    expect(body.number).toBeGreaterThan(number);
  });

  test('a contested return is ruled on by the liaison point', async () => {
    const id = await issued();
    await done(bank, theirs(id, '/return'), { missing: 'form-missing' });
    await done(police, ours(id, '/contest'), { reason: '申请表已随指令提交' });
    expect((await liaison('GET', ours(id))).body).toMatchObject({ contested: true, state: 'returned' });
    await done(liaison, ours(id, '/ruling'), { returnStands: false, reason: '申请表齐全' });
    expect(await stateOf(id)).toBe('issued');
  });
});

describe('withdrawal and release', () => {
  test('a bank that knows of it is asked, and answers that nothing was executed', async () => {
    const id = await issued();
    await done(bank, theirs(id, '/acknowledgement'));
    await done(police, ours(id, '/withdrawal'), { reason: '被害人撤回报案' });
    expect((await bank('GET', theirs(id))).body.withdrawalAsked).toBe(true);
    await done(bank, theirs(id, '/withdrawal-answer'), { executed: false });
    expect(await stateOf(id)).toBe('withdrawn');
  });

  test('what was executed is released by the bank', async () => {
    const id = await issued();
    await done(bank, theirs(id, '/disposal'), disposal());
    await done(bank, theirs(id, '/release'), { releasedAt: ago(0) });
    expect((await police('GET', ours(id))).body.hold).toMatchObject({ state: 'released', caughtNow: 0 });
  });
});

test('a transfer is added to an open stop', async () => {
  const id = await issued();
  await done(police, ours(id, '/transfers'), { transfer: { amount: 700_000, at: ago(700) } });
  const { body } = await bank('GET', theirs(id));
  expect(body.amount).toBe(5_700_000);
  expect(body.inForce.transfers).toHaveLength(2);
});

test('papers that follow are filed', async () => {
  const id = await issued({ applicationType: '04', approver: 'QHGA-01', form: undefined });
  expect((await bank('GET', theirs(id))).body.papersFollow).toBe(true);
  await done(police, ours(id, '/papers'), { document: { type: 'late-papers', number: '补〔2026〕3号', sha256 } });
  expect((await police('GET', ours(id))).body.papersFollow).toBe(false);
});

describe('a bank outside the network', () => {
  test('is served over the national platform, from its sheet to its result', async () => {
    const order = stop({
      bank: 'CMB',
      reportedAt: '2026-03-02T09:02:00+08:00',
      transfers: [
        { amount: 123_456, at: '2026-03-01T16:47:31Z', from: { account: '6222020000012345', bank: '工商银行' } },
      ],
    });
    const { body: made } = await police('POST', '/police/instructions', order);
    const { body: sheet } = await police('GET', ours(made.id, '/sheet'));
    const cmb = county.county.organisations.find(({ code }) => code === 'CMB');
    expect(sheet).toMatchObject({
      message: '100101',
      phone: cmb?.phone ?? null,
      fields: {
        ApplicationType: '00',
        CaseNumber: order.incidentNumber,
        EmergencyLevel: '02',
        AccountName: '赵铁柱',
        AccountNumber: order.target.number,
        OperatorName: '林浩然',
        InvestigatorIDNumber: '037128',
      },
      transfers: [{ TransferAmount: '1234.56', TransferTime: '20260302004731', TransferOutBankName: '工商银行' }],
    });
    const issuedAt = Date.parse(made.at) + 8 * 3_600_000;
    expect(sheet.fields.ApplicationTime).toBe(new Date(issuedAt).toISOString().slice(0, 19).replace(/[-T:]/g, ''));

    await done(police, ours(made.id, '/platform'), { applicationId: '010137150020260302091500000000000017' });
    expect((await police('GET', ours(made.id, '/sheet'))).body.fields.ApplicationID).toBe(
      '010137150020260302091500000000000017',
    );
    await done(police, ours(made.id, '/acknowledgement'));
    await done(police, ours(made.id, '/disposal'), disposal());
    await done(police, ours(made.id, '/report'));
    await done(police, ours(made.id, '/release'), { releasedAt: ago(0) });
    expect((await police('GET', ours(made.id))).body).toMatchObject({ state: 'reported', hold: { state: 'released' } });
  });

  test('answers a withdrawal over the platform too', async () => {
    const id = await issued({ bank: 'CMB' });
    await done(police, ours(id, '/acknowledgement'));
    await done(police, ours(id, '/withdrawal'), { reason: '撤回' });
    await done(police, ours(id, '/withdrawal-answer'), { executed: false });
    expect(await stateOf(id)).toBe('withdrawn');
  });
});

describe('by telephone', () => {
  const call = { person: 'QHRCB-01', number: '0635-5550117', readBack: '3TB0' };

  test('the liaison point enters, the bank disputes, the liaison point rules', async () => {
    const id = await issued();
    const entered = await done(liaison, ours(id, '/phone-entries'), { call, said: { do: 'acknowledge' } });
    expect(await eventOf(id, 'acknowledged')).toMatchObject({ byPhone: true, details: { call } });
    await done(bank, theirs(id, `/phone-entries/${entered.number}`), { confirms: false, note: '无此通话' });
    expect(await stateOf(id)).toBe('issued');
    await done(liaison, ours(id, `/phone-entries/${entered.number}/ruling`), { stands: true, reason: '有录音' });
    expect(await stateOf(id)).toBe('acknowledged');
  });

  test('police enter all of it, and the bank confirms', async () => {
    const id = await issued();
    const said = { do: 'report', disposal: disposal(), onwardTransfers: [{ amount: 1, at: ago(60) }] };
    const entered = await done(police, ours(id, '/phone-entries'), { call, said });
    expect(entered.state).toBe('reported');
    await done(bank, theirs(id, `/phone-entries/${entered.number}`), { confirms: true });
    const types = (await police('GET', ours(id))).body.timeline.map(({ type }: { type: string }) => type);
    expect(types).toContain('phone-confirmed');
  });
});

describe('signatures', () => {
  test('of an order, its amendments and a receipt hold by the published keys', async () => {
    const { body: jwks } = await county.send('GET', '/.well-known/jwks.json');
    const id = await issued();
    await done(police, ours(id, '/transfers'), { transfer: { amount: 100, at: ago(100) }, remark: '补充' });
    await done(bank, theirs(id, '/return'), { missing: 'name-missing' });
    await done(police, ours(id, '/correction'), { holder: '赵铁柱' });
    await done(bank, theirs(id, '/acknowledgement'));
    const { signed, amendments } = (await bank('GET', theirs(id))).body;
    const { jws, ...order } = signed;
    expect(await verifyDetached(jws, order, jwks, 'instruction')).toBe(true);
    expect(amendments).toHaveLength(2);
    for (const amendment of amendments)
      expect(await verifyDetached(amendment.jws, amendment.payload, jwks, 'instruction-amendment')).toBe(true);
    const { body: receipt } = await bank('GET', theirs(id, '/receipt'));
    expect(await verifyDetached(receipt.jws, receipt.payload, jwks, 'receipt')).toBe(true);
    expect(receipt.payload.deeds.map(({ type }: { type: string }) => type)).toEqual(['returned', 'acknowledged']);
    const forged = { ...receipt.payload, issuedAt: receipt.payload.issuedAt + 1 };
    expect(await verifyDetached(receipt.jws, forged, jwks, 'receipt')).toBe(false);
  });
});

test('anyone may read the document, the keys and the health', async () => {
  const { body } = await county.send('GET', '/openapi.json');
  expect(body.openapi).toMatch(/^3\.1\./);
  expect((await county.send('GET', '/health')).body).toEqual({ status: 'ok' });
  expect((await police('GET', '/police/banks')).body.banks).toContainEqual(
    expect.objectContaining({ code: 'CMB', route: 'platform' }),
  );
});

test('every operation of the document was done here', () => {
  const done = new Set([...county.contract.seen].filter(each => / 20[01]$/.test(each)).map(each => each.split(' ')[0]));
  expect(county.contract.operations.filter(each => !done.has(each))).toEqual([]);
});
