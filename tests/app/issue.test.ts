import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { issue } from '../../shared/app/issue.ts';
import { codeOf, retried } from './support/faults.ts';
import { dispatcher, officerA, otherUnit, police } from './support/people.ts';
import { command, fresh, paidAt, request } from './support/requests.ts';
import { type Rig, startRig } from './support/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterEach(() => rig.expectSound());
afterAll(() => rig.stop());

describe('an issue', () => {
  it('writes the order, its first event and its hints, and nothing personal in the clear outside the private part', async () => {
    const id = await rig.issued();
    const { order, progress } = await rig.read(id);
    expect(order).toMatchObject({
      caseId: expect.stringContaining('JQ'),
      bank: 'QHRCB',
      route: 'local',
      hours: 'day',
      hop: 0,
    });
    expect(progress).toMatchObject({ state: 'issued', version: 1, attempt: 1, amount: 5_000_000 });
    expect(rig.intakes(id)).toEqual([{ id, attempt: 1 }]);
    expect(rig.deadlines(id)).toEqual([{ id, part: 'STATE', round: progress.round, dueAt: progress.dueAt }]);
  });

  it('keeps the first report time of its case', async () => {
    const incident = `JQ-${fresh()}`;
    const first = await rig.read(await rig.issued({ incident }));
    const later = await rig.read(await rig.issued({ incident, more: { reportedAt: '2026-11-20T01:45:00Z' } }));
    expect(later.order.reportedAt).toBe(first.order.reportedAt);
  });

  it('of another unit’s incident is forbidden', async () => {
    const incident = `JQ-${fresh()}`;
    await rig.issued({ incident });
    expect(await codeOf(issue(rig.deps, otherUnit, { ...command(), org: 'QHJK' }, request({ incident })))).toBe(
      'case-of-another-unit',
    );
  });
});

describe('a target and a case', () => {
  it('are the same however they were typed, and the order is signed as it was said', async () => {
    const number = `6230-xz${fresh()}`;
    const incident = `jq-${fresh()}`;
    const id = await rig.issued({ incident, account: number });
    const ask = { incident: incident.toUpperCase(), account: number.replace('-', '').toUpperCase() };
    const again = await issue(rig.deps, dispatcher, command(), request(ask));
    expect(again.answer).toMatchObject({ id, number: 2 });
    const { order } = await rig.read(id);
    expect(order.caseId).toBe(incident.toUpperCase());
    expect((await rig.deps.ledger.history(id))?.events[0]?.secret).toMatchObject({ target: { number } });
  });
});

it('nobody but police issues, whatever his roles', async () => {
  const coordinator = { ...dispatcher, org: 'QHLLD', party: 'liaison' } as const;
  const asked = request();
  const outcome = codeOf(issue(rig.deps, coordinator, { ...command(), org: 'QHLLD' }, asked));
  expect(await outcome).toBe('not-yours-to-do');
  const ground = await rig.deps.ledger.ground({ org: 'QHLLD', key: 'other' }, asked.incidentNumber, []);
  expect(ground.caseUnit).toBeUndefined();
});

describe('a further transfer into an account that the case has stopped', () => {
  it('becomes an event on the open stop', async () => {
    const ask = { incident: `JQ-${fresh()}`, account: `62306511${fresh()}` };
    const id = await rig.issued(ask);
    const again = await issue(
      rig.deps,
      dispatcher,
      command(),
      request({ ...ask, transfers: [{ amount: 100, at: paidAt, serial: 'X1' }] }),
    );
    expect(again.answer).toMatchObject({ id, number: 2 });
    expect((await rig.read(id)).progress.amount).toBe(5_000_100);
  });

  it('is refused when it is the same transfer', async () => {
    const transfers = [{ amount: 7_000, at: paidAt, serial: `S-${fresh()}` }];
    const ask = { incident: `JQ-${fresh()}`, account: `62306511${fresh()}`, transfers };
    await rig.issued(ask);
    expect(await codeOf(rig.issued(ask))).toBe('duplicate-transfer');
  });

  it('is one stop with every transfer where twenty are issued at once', async () => {
    const ask = { incident: `JQ-${fresh()}`, account: `62306511${fresh()}` };
    const serials = Array.from({ length: 20 }, (_, i) => `T-${i}`);
    const outcomes = await Promise.all(
      serials.map(serial => retried(() => rig.issued({ ...ask, transfers: [{ amount: 100, at: paidAt, serial }] }))),
    );
    expect(new Set(outcomes).size).toBe(1);
    expect((await rig.read(outcomes[0] ?? '')).progress.amount).toBe(2_000);
  });

  it('is recorded once where the same one is issued ten times at once', async () => {
    const transfers = [{ amount: 9_000, at: paidAt, serial: `S-${fresh()}` }];
    const ask = { incident: `JQ-${fresh()}`, account: `62306511${fresh()}`, transfers };
    const codes = await Promise.all(Array.from({ length: 10 }, () => codeOf(rig.issued(ask))));
    expect(codes.toSorted()).toEqual(['done', ...Array(9).fill('duplicate-transfer')]);
  });

  it('informs the bank while the receive-only hold runs, even after the stop was closed', async () => {
    const ask = { incident: `JQ-${fresh()}`, account: `62306511${fresh()}` };
    const id = await rig.issued(ask);
    await rig.act(id, officerA, {
      do: 'report',
      onward: 0,
      stated: { outcome: 'full', code: '0000', executedAt: rig.clock.now(), caught: 5_000_000 },
    });
    await rig.act(id, police, { do: 'confirm' });
    const again = await issue(
      rig.deps,
      dispatcher,
      command(),
      request({ ...ask, transfers: [{ amount: 100, at: paidAt, serial: 'X2' }] }),
    );
    expect(again.answer).toMatchObject({ id, state: 'closed' });
  });
});
