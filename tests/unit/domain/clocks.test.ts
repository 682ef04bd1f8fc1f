import { describe, expect, it } from 'vitest';
import { measure } from '../../../shared/domain/clocks.ts';
import { clocks } from '../../../shared/domain/policy.ts';
import { delivered, disposed, full, reported, returned, signed, t } from './support/lives.ts';
import { anOrder } from './support/orders.ts';
import { dispatcher, officer, platform } from './support/people.ts';
import { hour, minute, normal, second, urgent } from './support/policies.ts';
import { issued, type Session } from './support/session.ts';

const rung = (session: Session, type: 'warned' | 'breached', clock: string): number[] =>
  session.of(type).flatMap(({ at, data }) => (data.clock === clock ? [at] : []));

describe('the clocks of an urgent instruction', () => {
  const rows: readonly (readonly [string, () => Session, number, number])[] = [
    ['acknowledge', delivered, 0, 2 * minute],
    ['dispose', signed, minute, 10 * minute],
    ['correct', returned, 2 * minute, 30 * minute],
    ['report', disposed, 4 * minute, 10 * minute],
  ];
  it.each(rows)('%s warns at three quarters of its target and is breached at the end', (clock, make, from, target) => {
    const session = make();
    session.passTo(t(2 * hour));
    expect(rung(session, 'warned', clock)).toEqual([t(from + 0.75 * target)]);
    expect(rung(session, 'breached', clock)).toEqual([t(from + target)]);
  });

  it('names every target', () => {
    expect(Object.keys(urgent.targets).toSorted()).toEqual([...clocks].toSorted());
  });
});

describe('the clocks of a normal instruction', () => {
  const slow = anOrder({ urgency: 'normal', policy: normal });
  it.each([
    ['acknowledge', delivered, 5 * minute],
    ['dispose', signed, 31 * minute],
    ['report', disposed, 14 * minute],
  ])('%s takes its own time', (clock, make, dueAt) => {
    const session = make(slow);
    session.passTo(t(2 * hour));
    expect(rung(session, 'breached', clock)).toEqual([t(dueAt)]);
  });
});

describe('dispatch and delivery', () => {
  it('are due in 5 and 30 seconds', () => {
    const session = issued();
    session.passTo(t(6 * second));
    session.act(platform, { do: 'dispatch' }, t(7 * second));
    session.passTo(t(minute));
    expect(rung(session, 'breached', 'dispatch')).toEqual([t(5 * second)]);
    expect(rung(session, 'breached', 'delivery')).toEqual([t(37 * second)]);
  });

  it('are sent again after 5, 15, 60 and then every 300 seconds until they are out', () => {
    const session = issued();
    session.passTo(t(700 * second));
    expect(session.of('dispatch-due').map(({ at, data }) => [(at - t(0)) / second, data.dispatches])).toEqual([
      [5, 1],
      [20, 2],
      [80, 3],
      [380, 4],
      [680, 5],
    ]);
    session.act(platform, { do: 'dispatch' }, t(701 * second));
    session.passTo(t(hour));
    expect(session.of('dispatch-due')).toHaveLength(5);
  });

  it('after an outage are sent once, not once for every time missed', () => {
    const session = issued();
    session.wakeAt(t(500 * second));
    expect(session.of('dispatch-due').map(({ data }) => data.dispatches)).toEqual([4]);
    expect(session.progress.dueAt).toBeGreaterThan(t(500 * second));
  });

  it('are stated once: a second dispatch or delivery changes nothing', () => {
    const session = delivered();
    expect(session.act(platform, { do: 'dispatch', messageId: 'm-2' }, t(minute))).toBe('repeat');
    expect(session.act(platform, { do: 'deliver', by: 'inbox' }, t(minute))).toBe('repeat');
    expect(session.progress.facts).toEqual({ dispatched: { at: t(300) }, delivered: { at: t(800) } });
  });
});

describe('what is still open after its breach', () => {
  it('is asked for again at doubling distance, up to once a day', () => {
    const session = signed();
    session.passTo(t(100 * hour));
    const at = session.of('reminded').map(e => (e.at - t(11 * minute)) / minute);
    expect(at.slice(0, 5)).toEqual([10, 30, 70, 150, 310]);
    const gaps = at.slice(1).map((each, index) => each - (at[index] ?? 0));
    expect(Math.max(...gaps)).toBe(24 * 60);
  });

  it('is asked for once after an outage, however long it was', () => {
    const session = signed();
    session.passTo(t(12 * minute));
    session.wakeAt(t(100 * hour));
    expect(session.of('reminded')).toHaveLength(1);
    expect(session.progress.dueAt).toBeGreaterThan(t(100 * hour));
    const unbroken = signed();
    unbroken.wakeAt(t(100 * hour));
    expect(unbroken.typesSince(4)).toEqual(['warned', 'breached']);
    expect(unbroken.progress.dueAt).toBeGreaterThan(t(100 * hour));
  });

  it('is asked for no more once it is done', () => {
    const session = signed();
    session.passTo(t(hour));
    const asked = session.of('reminded').length;
    session.act(officer, { do: 'report', onward: 0, stated: full(t(minute)) }, t(hour));
    session.act(dispatcher, { do: 'confirm' }, t(hour));
    session.passTo(t(40 * hour));
    expect(session.of('reminded')).toHaveLength(asked);
  });
});

describe('the deadline of an instruction', () => {
  it('is its earliest timer, and every new one is another round', () => {
    const session = issued();
    expect(session.progress).toMatchObject({ dueAt: t(5 * second), round: 1 });
    session.act(platform, { do: 'dispatch' }, t(300));
    expect(session.progress).toMatchObject({ dueAt: t(30 * second + 300), round: 2 });
    session.act(platform, { do: 'deliver', by: 'page' }, t(800));
    expect(session.progress).toMatchObject({ dueAt: t(minute), round: 3 });
    session.act(dispatcher, { do: 'add-transfer', amount: 1 }, t(900));
    expect(session.progress).toMatchObject({ dueAt: t(minute), round: 3 });
  });

  it('before its time rings nothing', () => {
    expect(delivered().wakeAt(t(minute - 1))).toBe('repeat');
  });

  it('rings warning and breach together after an outage', () => {
    const session = signed();
    session.wakeAt(t(20 * minute));
    expect(session.typesSince(4)).toEqual(['warned', 'breached']);
  });

  it('counts recorded time, which never goes back', () => {
    const session = signed();
    session.act(officer, { do: 'mark', mark: 'head-office' }, t(0));
    expect(session.events.at(-1)?.at).toBe(t(minute));
  });
});

describe('measured intervals', () => {
  it('run from fact to fact, with the bank’s own t5', () => {
    const session = reported();
    expect(measure(session.order, session.progress)).toEqual({
      issueToDispatched: 300,
      dispatchedToDelivered: 500,
      deliveredToAcknowledged: minute - 800,
      acknowledgedToExecuted: 2 * minute,
      executedToReported: 2 * minute,
      issueToReported: 5 * minute,
    });
  });

  it('are absent from or to a fact that was only inferred', () => {
    const session = issued();
    session.act(officer, { do: 'report', onward: 0, stated: full(t(minute)) }, t(2 * minute));
    expect(measure(session.order, session.progress)).toEqual({
      issueToDispatched: undefined,
      dispatchedToDelivered: undefined,
      deliveredToAcknowledged: undefined,
      acknowledgedToExecuted: undefined,
      executedToReported: minute,
      issueToReported: 2 * minute,
    });
  });

  it('of a later attempt run from its re-send', () => {
    const session = returned();
    session.act(dispatcher, { do: 'correct' }, t(10 * minute));
    session.act(platform, { do: 'dispatch' }, t(10 * minute + 400));
    expect(measure(session.order, session.progress).issueToDispatched).toBe(400);
  });
});
