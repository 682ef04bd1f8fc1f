import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { dispatch } from '../../shared/app/dispatch.ts';
import type { InstructionNotice } from '../../shared/contract/messages.ts';
import { Fault } from '../../shared/domain/fault.ts';
import { codeOf } from './support/faults.ts';
import { officerA, police } from './support/people.ts';
import { type Rig, startRig } from './support/rig.ts';
import { stopped } from './support/said.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterEach(() => rig.expectSound());
afterAll(() => rig.stop());

const published = (id: string) => rig.messages<InstructionNotice>('inbox', id);
const returned = async (): Promise<string> => {
  const id = await rig.dispatched();
  await rig.act(id, officerA, { do: 'return', missing: 'name-missing' });
  return id;
};

describe('dispatching', () => {
  it('publishes ids, bank, kind, urgency and deadline, and records t2', async () => {
    const id = await rig.issued();
    rig.clock.pass(300);
    expect(await dispatch(rig.deps, { id, attempt: 1 })).toBe('dispatched');
    const [notice] = published(id);
    const { order, progress } = await rig.read(id);
    expect(notice).toEqual({
      id,
      attempt: 1,
      cause: 1,
      bank: 'QHRCB',
      kind: 'stop',
      urgency: 'urgent',
      route: 'local',
      dueAt: order.issuedAt + 120_000,
    });
    expect(progress.facts.dispatched).toEqual({ at: order.issuedAt + 300 });
  });

  it('twice, one after the other, publishes once', async () => {
    const id = await rig.dispatched();
    expect(await dispatch(rig.deps, { id, attempt: 1 })).toBe('repeat');
    expect(published(id)).toHaveLength(1);
  });

  it('twice at once may publish twice and records once', async () => {
    const id = await rig.issued();
    await Promise.all([1, 2, 3].map(() => dispatch(rig.deps, { id, attempt: 1 })));
    expect(published(id).length).toBeGreaterThan(0);
    expect((await rig.types(id)).filter(type => type === 'dispatched')).toHaveLength(1);
  });

  it('that died between publishing and recording publishes again and records', async () => {
    const id = await rig.issued();
    const commit = async () => {
      throw new Fault('transient', 'service-busy');
    };
    const dying = { ...rig.deps, ledger: { ...rig.deps.ledger, commit } };
    expect(await codeOf(dispatch(dying, { id, attempt: 1 }))).toBe('service-busy');
    await dispatch(rig.deps, { id, attempt: 1 });
    expect(published(id)).toHaveLength(2);
    expect(await rig.types(id)).toEqual(['issued', 'dispatched']);
  });

  it('that is not accepted records nothing', async () => {
    const id = await rig.issued();
    const publish = async () => {
      throw new Fault('transient', 'service-busy');
    };
    expect(await codeOf(dispatch({ ...rig.deps, publish }, { id, attempt: 1 }))).toBe('service-busy');
    expect(await rig.types(id)).toEqual(['issued']);
  });

  it('after the bank has reported records the fact and moves nothing', async () => {
    const id = await rig.issued();
    await rig.act(id, officerA, stopped(rig.clock.now()));
    rig.clock.pass(4_000);
    expect(await dispatch(rig.deps, { id, attempt: 1 })).toBe('dispatched');
    const { progress } = await rig.read(id);
    expect(progress).toMatchObject({ state: 'reported', facts: { dispatched: { at: rig.clock.now() } } });
  });

  it('of one withdrawn before is moot', async () => {
    const id = await rig.issued();
    await rig.act(id, police, { do: 'withdraw' });
    expect(await dispatch(rig.deps, { id, attempt: 1 })).toBe('moot');
    expect(published(id)).toEqual([]);
  });

  it('of one withdrawn while it was published is recorded as late, for the bank must hear of it', async () => {
    const id = await rig.issued();
    const publish: typeof rig.deps.publish = async notice => {
      await rig.act(id, police, { do: 'withdraw' });
      return rig.deps.publish(notice);
    };
    await dispatch({ ...rig.deps, publish }, { id, attempt: 1 });
    expect((await rig.events(id)).at(-1)).toMatchObject({ type: 'dispatched', data: { late: true } });
  });

  it('of an attempt that ended is moot, and the next attempt has its own', async () => {
    const id = await returned();
    await rig.act(id, police, { do: 'correct' }, { signer: rig.deps.signer });
    expect(await dispatch(rig.deps, { id, attempt: 1 })).toBe('moot');
    expect(await dispatch(rig.deps, { id, attempt: 2 })).toBe('dispatched');
    expect(published(id).map(({ attempt, cause }) => [attempt, cause])).toEqual([
      [1, 1],
      [2, 4],
    ]);
  });

  it('of an attempt that ended while it was published leaves the new attempt to be dispatched', async () => {
    const id = await rig.issued();
    const publish: typeof rig.deps.publish = async notice => {
      await rig.act(id, officerA, { do: 'return', missing: 'name-missing' });
      await rig.act(id, police, { do: 'correct' }, { signer: rig.deps.signer });
      return rig.deps.publish(notice);
    };
    await dispatch({ ...rig.deps, publish }, { id, attempt: 1 });
    expect((await rig.read(id)).progress).toMatchObject({ attempt: 2, facts: {} });
    expect(await dispatch(rig.deps, { id, attempt: 2 })).toBe('dispatched');
  });

  it('of what does not exist is missing, so that the message is consumed', async () => {
    expect(await codeOf(dispatch(rig.deps, { id: '01KJQ6T0ZV8Q4N9E2M5R7S3XWY', attempt: 1 }))).toBe('instruction');
  });

  it('reaches nobody’s inbox where the bank is direct or outside the network', async () => {
    const ids = [await rig.dispatched({ bank: 'BOCOM' }), await rig.dispatched({ bank: 'CMB' })];
    expect(ids.flatMap(published)).toEqual([]);
    expect(await Promise.all(ids.map(id => rig.types(id)))).toEqual([
      ['issued', 'dispatched'],
      ['issued', 'dispatched'],
    ]);
  });
});
