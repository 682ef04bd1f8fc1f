import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pageOfficers } from '../../shared/app/page-officers.ts';
import type { Happened } from '../../shared/domain/events.ts';
import { codeOf } from './support/faults.ts';
import { officerA, police } from './support/people.ts';
import { type Rig, startRig } from './support/rig.ts';
import { ring, ringUntil } from './support/ringing.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
// Whoever polled for the test before has gone home.
beforeEach(() => rig.clock.pass(600_000));
afterEach(() => rig.expectSound());
afterAll(() => rig.stop());

const polls = (...people: string[]) =>
  Promise.all(people.map(person => rig.deps.presence.mark(person.split('-')[0] ?? '', person, rig.clock.now())));
const page = (id: string, n: number) => pageOfficers(rig.deps, { id, n });
const last = async (id: string): Promise<Happened | undefined> => (await rig.events(id)).at(-1);
const people = (id: string) => rig.pages('console', id).map(({ person }) => person);

describe('paging for an instruction', () => {
  it('sends one page a person on duty and records who', async () => {
    await polls('QHRCB-01', 'QHRCB-02');
    const id = await rig.dispatched();
    expect(await page(id, 1)).toBe(2);
    expect(rig.pages('console', id)).toEqual([
      { id, cause: 1, attempt: 1, org: 'QHRCB', person: 'QHRCB-01', wants: 'acknowledgement', step: 0 },
      { id, cause: 1, attempt: 1, org: 'QHRCB', person: 'QHRCB-02', wants: 'acknowledgement', step: 0 },
    ]);
    expect(await last(id)).toMatchObject({
      type: 'paged',
      data: {
        cause: 1,
        step: 0,
        people: [
          { person: 'QHRCB-01', channels: ['console'] },
          { person: 'QHRCB-02', channels: ['console'] },
        ],
      },
    });
  });

  it('reaches a console only if it polled within 90 seconds', async () => {
    await polls('PSBC-01');
    rig.clock.pass(90_000);
    const within = await rig.dispatched({ bank: 'PSBC' });
    await page(within, 1);
    expect(people(within)).toEqual(['PSBC-01']);
    rig.clock.pass(1);
    const after = await rig.dispatched({ bank: 'PSBC' });
    await page(after, 1);
    expect(people(after)).toEqual([]);
  });

  it('records that nobody was reachable, and the next step is due now', async () => {
    const id = await rig.dispatched({ bank: 'ABC' });
    expect(await page(id, 1)).toBe(0);
    expect(await last(id)).toMatchObject({ type: 'paged', data: { people: [], nobody: 'no-verified-contact' } });
    const { progress } = await rig.read(id);
    expect(progress).toMatchObject({ unreached: true, dueAt: rig.clock.now() });
    expect(rig.deadlines(id)).toContainEqual({ id, part: 'STATE', round: progress.round, dueAt: rig.clock.now() });
  });

  it('climbs to the liaison point and the police desk at once where a whole bank is silent', async () => {
    await polls('QHLLD-01', 'QHGA-02');
    const id = await rig.dispatched({ bank: 'ABC' });
    const from = rig.clock.now();
    await page(id, 1);
    for (let step = 1; step <= 3; step += 1) {
      await ring(rig, id);
      const due = await last(id);
      expect(due).toMatchObject({ type: 'step-due', data: { step } });
      await page(id, due?.n ?? 0);
    }
    expect(people(id)).toEqual(['QHLLD-01', 'QHGA-02']);
    expect(rig.clock.now() - from).toBe(0);
  });

  it('twice, late or three at once writes one record and the same pages', async () => {
    await polls('QHRCB-01');
    const id = await rig.dispatched();
    await Promise.all([page(id, 1), page(id, 1), page(id, 1)]);
    await page(id, 1);
    expect((await rig.types(id)).filter(type => type === 'paged')).toHaveLength(1);
    expect(new Set(rig.pages('console', id).map(each => JSON.stringify(each))).size).toBe(1);
  });

  it('again for the first step after the second has paged writes nothing', async () => {
    await polls('QHRCB-01', 'QHRCB-03');
    const id = await rig.dispatched();
    await page(id, 1);
    const due = await ringUntil(rig, id, 'step-due');
    await page(id, due);
    const before = await rig.types(id);
    await Promise.all([page(id, 1), page(id, 1)]);
    expect(await rig.types(id)).toEqual(before);
  });

  it('for the first step that arrives after the second records both, once each', async () => {
    await polls('QHRCB-01');
    const id = await rig.dispatched();
    const due = await ringUntil(rig, id, 'step-due');
    await page(id, due);
    await Promise.all([page(id, 1), page(id, 1)]);
    const causes = (await rig.events(id)).flatMap(e => (e.type === 'paged' ? [e.data.cause] : []));
    expect(causes).toEqual([due, 1]);
    expect((await rig.read(id)).progress.step.cause).toBe(due);
  });

  it('of an attempt that ended pages nobody and records nothing', async () => {
    await polls('QHRCB-01');
    const id = await rig.dispatched();
    await rig.act(id, officerA, { do: 'return', missing: 'name-missing' });
    await rig.act(id, police, { do: 'correct' }, { signer: rig.deps.signer });
    expect(await page(id, 1)).toBe(0);
    expect(await rig.types(id)).toEqual(['issued', 'dispatched', 'returned', 'resent']);
  });

  it('before the dispatch is on record is legal, and both facts stand', async () => {
    await polls('QHRCB-01');
    const id = await rig.issued();
    await page(id, 1);
    await rig.act(id, { org: 'LIAISON', party: 'platform' }, { do: 'dispatch', attempt: 1 });
    expect(await rig.types(id)).toEqual(['issued', 'paged', 'dispatched']);
  });

  it('that died after sending sends the same pages again and records once', async () => {
    await polls('QHRCB-01');
    const id = await rig.dispatched();
    const commit = () => Promise.reject(new Error('died'));
    const dying = { ...rig.deps, ledger: { ...rig.deps.ledger, commit } };
    await expect(pageOfficers(dying, { id, n: 1 })).rejects.toThrow('died');
    await page(id, 1);
    expect(rig.pages('console', id)).toHaveLength(2);
    expect((await rig.types(id)).filter(type => type === 'paged')).toHaveLength(1);
  });

  it('for an event that does not exist is missing', async () => {
    const id = await rig.issued();
    expect(await codeOf(page(id, 9))).toBe('event');
  });
});

describe('paging for other events', () => {
  it('informs the police desk of a result, without a record of its own', async () => {
    await polls('QHGA-01');
    const id = await rig.dispatched();
    await rig.act(id, officerA, { do: 'acknowledge' });
    await rig.act(id, officerA, { do: 'return', missing: 'name-missing' });
    const before = await rig.types(id);
    await page(id, (await last(id))?.n ?? 0);
    expect(rig.pages('console', id)).toMatchObject([{ org: 'QHGA', person: 'QHGA-01', wants: 'correction' }]);
    expect(await rig.types(id)).toEqual(before);
  });

  it('warns the signer alone once there is one', async () => {
    await polls('QHRCB-01', 'QHRCB-02');
    const id = await rig.dispatched();
    await rig.act(id, officerA, { do: 'acknowledge' });
    const warned = await ringUntil(rig, id, 'warned');
    await polls('QHRCB-01', 'QHRCB-02');
    await page(id, warned);
    expect(people(id)).toEqual(['QHRCB-01']);
  });

  it('warns whoever else is on duty where the signer cannot be reached', async () => {
    await polls('QHRCB-01', 'QHRCB-02');
    const id = await rig.dispatched();
    await rig.act(id, officerA, { do: 'acknowledge' });
    const warned = await ringUntil(rig, id, 'warned');
    await polls('QHRCB-02');
    await page(id, warned);
    expect(people(id)).toEqual(['QHRCB-02']);
  });

  it('asks the bank to confirm what police entered for it by telephone', async () => {
    await polls('QHRCB-01', 'QHRCB-02');
    const id = await rig.dispatched();
    await rig.act(id, police, { do: 'acknowledge', phone: { person: 'QHRCB-02' } });
    await page(id, (await last(id))?.n ?? 0);
    expect(rig.pages('console', id)).toMatchObject([{ person: 'QHRCB-02', wants: 'phone-answer' }]);
  });

  it('pages nobody of a bank outside the network', async () => {
    await polls('QHGA-01');
    const id = await rig.dispatched({ bank: 'CMB' });
    expect(await page(id, 1)).toBe(0);
    expect(await rig.types(id)).toEqual(['issued', 'dispatched']);
  });
});
