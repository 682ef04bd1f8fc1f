import { describe, expect, it } from 'vitest';
import { audiences } from '../../../shared/domain/audience.ts';
import { full, reported, signed, t } from './support/lives.ts';
import { anOrder } from './support/orders.ts';
import { dispatcher, officer } from './support/people.ts';
import { hour, minute } from './support/policies.ts';

describe('closing', () => {
  it('is police’s confirmation', () => {
    const session = reported();
    session.act(dispatcher, { do: 'confirm' }, t(6 * minute));
    expect(session.of('closed')[0]?.data).toEqual({ by: 'police' });
    expect(session.act(dispatcher, { do: 'confirm' }, t(7 * minute))).toBe('repeat');
    expect(session.progress.dueAt).toBeNull();
  });

  it('comes by itself 24 hours after the report, with a warning to police at 18', () => {
    const session = reported();
    session.passTo(t(24 * hour + 5 * minute - 1));
    expect(session.progress.state).toBe('reported');
    const [warning] = session.of('warned');
    expect(warning).toMatchObject({ at: t(18 * hour + 5 * minute), data: { clock: 'confirm' } });
    expect(warning && audiences(session, warning)).toEqual([
      { party: 'police', rungs: ['police-desk'], wants: 'confirmation' },
    ]);
    session.passTo(t(24 * hour + 5 * minute));
    expect(session.progress.state).toBe('closed');
    expect(session.of('closed')[0]?.data).toEqual({ by: 'time' });
  });

  it('does not wait for the hold, which runs on its own clock', () => {
    const session = reported();
    session.passTo(t(25 * hour));
    expect(session.progress).toMatchObject({ state: 'closed', hold: 'running' });
  });

  it.each([
    ['a paper', () => reported(anOrder({ applicationType: '05' }))],
    [
      'a release',
      () => {
        const session = signed();
        session.act(dispatcher, { do: 'withdraw' }, t(2 * minute));
        session.act(officer, { do: 'report', onward: 0, stated: full(t(minute)) }, t(5 * minute));
        return session;
      },
    ],
    [
      'a phone entry',
      () => {
        const session = signed();
        const call = { phone: { person: 'li-na' } };
        session.act(dispatcher, { do: 'report', onward: 0, stated: full(t(minute)), ...call }, t(5 * minute));
        return session;
      },
    ],
  ])('does not come while %s is open', (_, make) => {
    const session = make();
    session.passTo(t(24 * hour + 4 * minute));
    session.wakeAt(t(24 * hour + 5 * minute - 1));
    expect(session.progress.state).toBe('reported');
    expect(() => session.act(dispatcher, { do: 'confirm' }, t(24 * hour + 5 * minute - 1))).toThrow(
      'conflict/open-items',
    );
  });
});
