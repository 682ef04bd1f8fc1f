import { describe, expect, it } from 'vitest';
import { audiences } from '../../../shared/domain/audience.ts';
import { charges } from '../../../shared/domain/charging.ts';
import { full, t } from './support/lives.ts';
import { anOrder, issuedAt } from './support/orders.ts';
import { coordinator, dispatcher, officer, platform } from './support/people.ts';
import { hour, minute } from './support/policies.ts';
import { issued } from './support/session.ts';

const outside = anOrder({ route: 'platform', bank: 'OTHERBANK' });

describe('a bank outside the network', () => {
  it('holds nobody here to a clock: only the dispatch to the police desk is timed', () => {
    const session = issued(outside);
    session.passTo(t(6_000));
    session.act(platform, { do: 'dispatch' }, t(7_000));
    session.passTo(t(30 * hour));
    expect(session.typesSince(1)).toEqual(['dispatch-due', 'breached', 'dispatched']);
    expect(session.progress.dueAt).toBeNull();
  });

  it('has what the platform answered entered by police, and closes', () => {
    const session = issued(outside);
    session.act(dispatcher, { do: 'record-platform', applicationId: '0101SXGA2026' }, t(minute));
    session.act(dispatcher, { do: 'acknowledge' }, t(2 * minute));
    session.act(dispatcher, { do: 'dispose', stated: full(t(3 * minute)) }, t(4 * minute));
    session.act(dispatcher, { do: 'report', onward: 0 }, t(5 * minute));
    session.passTo(t(25 * hour));
    expect(session.progress).toMatchObject({ state: 'closed', hold: 'running', flags: [] });
    expect(session.of('platform-recorded')[0]?.data.applicationId).toBe('0101SXGA2026');
    expect(charges(outside, session.events, t(26 * hour))).toEqual([
      { party: 'nobody', attempt: 1, from: issuedAt, to: t(26 * hour) },
    ]);
  });

  it('is answered for by police where a withdrawal or a release is concerned', () => {
    const session = issued(outside);
    session.act(platform, { do: 'dispatch' }, t(300));
    session.act(dispatcher, { do: 'withdraw' }, t(minute));
    expect(session.progress.dueAt).toBeNull();
    session.act(dispatcher, { do: 'answer-withdrawal', executed: true }, t(2 * minute));
    session.act(dispatcher, { do: 'dispose', stated: full(t(minute)) }, t(3 * minute));
    session.act(dispatcher, { do: 'confirm-release', releasedAt: t(4 * minute) }, t(5 * minute));
    expect(session.progress.hold).toBe('released');
  });

  it('pages nobody of the bank, for nobody of it is here', () => {
    const session = issued(outside);
    session.act(dispatcher, { do: 'report', onward: 0, stated: full(t(minute)) }, t(minute));
    session.passTo(t(50 * hour));
    expect(session.events.flatMap(e => audiences(session, e)).map(({ party }) => party)).not.toContain('bank');
  });

  it('takes no entry of the liaison point, nor of the bank', () => {
    const session = issued(outside);
    const phone = { person: 'li-na' };
    expect(() => session.act(coordinator, { do: 'acknowledge', phone }, t(minute))).toThrow(
      'forbidden/not-yours-to-do',
    );
    const theirs = { ...officer, org: 'OTHERBANK' };
    expect(() => session.act(theirs, { do: 'acknowledge' }, t(minute))).toThrow('missing/instruction');
  });

  it('alone has an application id of the platform', () => {
    expect(() => issued().act(dispatcher, { do: 'record-platform', applicationId: '0101' }, t(minute))).toThrow(
      'conflict/not-platform-route',
    );
  });
});
