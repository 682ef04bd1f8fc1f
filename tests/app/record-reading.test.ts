import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordReading } from '../../shared/app/record-reading.ts';
import type { Actor } from '../../shared/domain/events.ts';
import { platform } from '../../shared/domain/events.ts';
import { Fault } from '../../shared/domain/fault.ts';
import { coordinator, officerA, officerB, police } from './support/people.ts';
import { type Rig, startRig } from './support/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
beforeEach(() => rig.clock.pass(600_000));
afterEach(() => rig.expectSound());
afterAll(() => rig.stop());

const reads = async (by: Actor, id: string): Promise<void> => recordReading(rig.deps, by, [await rig.read(id)]);
const deliveries = async (id: string) =>
  (await rig.events(id)).flatMap(e => (e.type === 'delivered' ? [{ ...e.data, at: e.at }] : []));
const passTo = async (id: string, ms: number): Promise<void> => {
  rig.clock.pass(ms);
  await rig.act(id, platform, { do: 'pass-time' });
};

describe('reading an inbox', () => {
  it('delivers once, whoever reads and however often', async () => {
    const id = await rig.dispatched();
    rig.clock.pass(2_000);
    await Promise.all([reads(officerA, id), reads(officerB, id), reads(officerA, id)]);
    await reads(officerB, id);
    expect(await deliveries(id)).toEqual([{ by: 'inbox', at: rig.clock.now() }]);
  });

  it('by a bank’s own system delivers directly', async () => {
    const id = await rig.dispatched({ bank: 'BOCOM' });
    await reads({ org: 'BOCOM', party: 'bank', person: 'BOCOM-01', system: 'BOCOM-CORE' }, id);
    expect(await deliveries(id)).toMatchObject([{ by: 'direct' }]);
  });

  it('of another bank delivers nothing', async () => {
    const id = await rig.dispatched();
    await reads({ org: 'ICBC', party: 'bank', person: 'ICBC-01' }, id);
    expect(await deliveries(id)).toEqual([]);
  });

  it('after a later step of the ladder is the arrival of that step', async () => {
    const id = await rig.dispatched();
    await reads(officerA, id);
    await passTo(id, 60_000);
    await reads(officerB, id);
    expect((await rig.read(id)).progress.step).toMatchObject({ index: 1, accepted: true });
  });

  it('by the liaison point or the police desk is the arrival of their own step only', async () => {
    const id = await rig.dispatched();
    await reads(coordinator, id);
    await reads(police, id);
    expect(await deliveries(id)).toEqual([]);
    await passTo(id, 300_000);
    await reads(officerA, id);
    expect((await rig.read(id)).progress.step).toMatchObject({ index: 3 });
    await reads(coordinator, id);
    await reads(police, id);
    expect((await deliveries(id)).map(({ party }) => party)).toContain('liaison');
    expect((await rig.read(id)).progress.step).toMatchObject({ index: 3, accepted: true });
  });

  it('never fails because the delivery could not be recorded now', async () => {
    const id = await rig.dispatched();
    const commit = () => Promise.reject(new Fault('transient', 'service-busy'));
    const deps = { ...rig.deps, ledger: { ...rig.deps.ledger, commit } };
    await recordReading(deps, officerA, [await rig.read(id)]);
    expect(await deliveries(id)).toEqual([]);
    await reads(officerA, id);
    expect(await deliveries(id)).toHaveLength(1);
  });
});
