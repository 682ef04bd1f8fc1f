import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Announced, type EventRef, relay } from '../../shared/app/relay.ts';
import type { EventNotice } from '../../shared/contract/messages.ts';
import type { Interval } from '../../shared/domain/clocks.ts';
import { officerA, police } from './support/people.ts';
import { type Rig, startRig } from './support/rig.ts';
import { stopped } from './support/said.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterEach(() => rig.expectSound());
afterAll(() => rig.stop());

/** Relays through the real topic; `refuse` turns away positions as the topic may. */
const relayed = async (refs: readonly EventRef[], refuse: readonly number[] = []) => {
  const clocks: [Interval, number][] = [];
  const publish = async (all: readonly Announced[]): Promise<number[]> => {
    const first = Math.min(all.length, ...refuse);
    await rig.publishEvents(all.slice(0, first));
    return all.map((_, at) => at).slice(first);
  };
  const ledger = rig.deps.ledger;
  const again = await relay({ ledger, publish, clocked: (name, ms) => clocks.push([name, ms]) }, refs);
  return { again, clocks };
};
const announced = (id: string) => rig.messages<EventNotice>('announced', id).map(({ n, type }) => [n, type]);
const waking = (id: string) => rig.messages<EventNotice>('follow-ups', id).map(({ type }) => type);
const all = async (id: string): Promise<EventRef[]> => (await rig.events(id)).map(({ n }) => ({ id, n }));

/** Closed in twelve seconds, each step after two. */
const closed = async (): Promise<string> => {
  const id = await rig.issued();
  const steps = [
    () => rig.act(id, { org: 'LIAISON', party: 'platform' }, { do: 'dispatch', attempt: 1 }),
    () => rig.act(id, { org: 'LIAISON', party: 'platform' }, { do: 'deliver', by: 'inbox' }),
    () => rig.act(id, officerA, { do: 'acknowledge' }),
    () => rig.act(id, officerA, stopped(rig.clock.now())),
    () => rig.act(id, police, { do: 'confirm' }),
  ];
  for (const step of steps) {
    rig.clock.pass(2_000);
    await step();
  }
  return id;
};

describe('the relay', () => {
  it('announces every event with its public part only', async () => {
    const id = await closed();
    const { again } = await relayed(await all(id));
    expect(again).toEqual([]);
    expect(announced(id)).toEqual((await rig.events(id)).map(({ n, type }) => [n, type]));
    expect(Object.keys(rig.messages<EventNotice>('announced', id)[0] ?? {}).sort()).toEqual([
      'bank',
      'id',
      'n',
      'type',
      'unit',
    ]);
  });

  it('measures each interval once, however often and in whatever order the events come', async () => {
    const id = await closed();
    const { clocks } = await relayed(await all(id));
    expect(clocks).toEqual([
      ['issueToDispatched', 2_000],
      ['dispatchedToDelivered', 2_000],
      ['deliveredToAcknowledged', 2_000],
      ['acknowledgedToExecuted', 2_000],
      ['executedToReported', 0],
    ]);
  });

  it('measures nothing where a later page of the same instruction arrived', async () => {
    const id = await rig.dispatched();
    await rig.act(id, { org: 'LIAISON', party: 'platform' }, { do: 'deliver', by: 'inbox' });
    rig.clock.pass(60_000);
    await rig.act(id, { org: 'LIAISON', party: 'platform' }, { do: 'pass-time' });
    await rig.act(id, { org: 'LIAISON', party: 'platform' }, { do: 'deliver', by: 'inbox', step: 1 });
    expect(await rig.types(id)).toEqual(['issued', 'dispatched', 'delivered', 'step-due', 'delivered']);
    expect((await relayed(await all(id))).clocks.map(([name]) => name)).toEqual([
      'issueToDispatched',
      'dispatchedToDelivered',
    ]);
  });

  it('names what was refused and all after it, and measures none of that', async () => {
    const id = await closed();
    const refs = await all(id);
    const first = await relayed(refs, [2]);
    expect(first.again).toEqual(refs.map((_, at) => at).slice(2));
    expect(announced(id).map(([n]) => n)).toEqual([1, 2]);
    expect(first.clocks.map(([name]) => name)).toEqual(['issueToDispatched']);
    await relayed(refs.slice(Math.min(...first.again)));
    expect(announced(id).map(([n]) => n)).toEqual(refs.map(({ n }) => n));
  });

  it('sends ten a request, in order, and stops at the first request with a refusal', async () => {
    const ids = await Promise.all(Array.from({ length: 25 }, () => rig.issued()));
    await relayed(ids.map(id => ({ id, n: 1 })));
    const order = rig.store.messages('announced').map(body => JSON.parse(body).id);
    expect(order.filter(id => ids.includes(id))).toEqual(ids);
  });

  it('passes over what is not in the ledger any more', async () => {
    const id = await rig.issued();
    const gone = { id: '01KJQ6T0ZV8Q4N9E2M5R7S3XWY', n: 1 };
    expect((await relayed([gone, { id, n: 1 }], [0])).again).toEqual([1]);
    expect((await relayed([gone, { id, n: 1 }])).again).toEqual([]);
    expect(announced(id)).toEqual([[1, 'issued']]);
  });
});

describe('what wakes the pager', () => {
  it('is a result for the police, but not the everyday facts of a loop', async () => {
    const id = await closed();
    await relayed(await all(id));
    expect(waking(id)).toEqual(['disposed', 'reported']);
  });

  it('is an entry by telephone, which the bank is to confirm', async () => {
    const id = await rig.dispatched();
    await rig.act(id, police, { do: 'acknowledge', phone: { person: 'QHRCB-02' } });
    await relayed(await all(id));
    expect(waking(id)).toEqual(['acknowledged']);
  });

  it('is a dispatch that came after the withdrawal', async () => {
    const id = await rig.issued();
    await rig.act(id, police, { do: 'withdraw' });
    await rig.act(id, { org: 'LIAISON', party: 'platform' }, { do: 'dispatch', attempt: 1 });
    await relayed(await all(id));
    expect(waking(id)).toEqual(['dispatched']);
  });
});
