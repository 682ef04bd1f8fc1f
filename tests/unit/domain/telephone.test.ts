import { describe, expect, it } from 'vitest';
import type { Act } from '../../../shared/domain/act.ts';
import { audiences, pages } from '../../../shared/domain/audience.ts';
import { openItems } from '../../../shared/domain/timers.ts';
import { answer, phone, reportedByPhone, signedByPhone } from './support/calls.ts';
import { delivered, full, mismatch, signed, t } from './support/lives.ts';
import { colleague, coordinator, dispatcher, officer } from './support/people.ts';
import { hour, minute } from './support/policies.ts';

describe('what a bank said by telephone', () => {
  it('stops the clock, names the person called as signer, and is marked', () => {
    const session = signedByPhone();
    expect(session.progress).toMatchObject({
      state: 'acknowledged',
      signer: 'li-na',
      facts: { acknowledged: { at: t(minute) } },
      phone: [{ n: 4, at: t(minute) }],
    });
    expect(session.events.at(-1)).toMatchObject({ phone: true, by: coordinator });
  });

  it('is shown to the bank, so that it can confirm or dispute', () => {
    const session = signedByPhone();
    const e = session.events.at(-1);
    expect(e && pages(e)).toBe(true);
    expect(e && audiences(session, e)).toEqual([
      { party: 'bank', signer: true, rungs: ['A', 'B'], wants: 'phone-answer' },
    ]);
  });

  it('takes over from a colleague, for it is the bank’s word whoever gave it', () => {
    const session = signed();
    const call = { do: 'return', missing: 'form-missing', phone: { person: 'wang-fang' } } as const;
    session.act(coordinator, call, t(2 * minute));
    expect(session.progress).toMatchObject({ state: 'returned', signer: 'wang-fang' });
    expect(session.events.slice(4)).toMatchObject([
      { type: 'taken-over', phone: true, entry: 6 },
      { type: 'returned', phone: true },
    ]);
    expect(session.progress.phone).toEqual([{ n: 6, at: t(2 * minute) }]);
  });

  const entries: readonly (readonly [string, Act])[] = [
    ['signed for', { do: 'acknowledge', phone }],
    ['at head office', { do: 'mark', mark: 'head-office', phone }],
    ['returned', { do: 'return', missing: 'form-missing', phone }],
    [
      'an outcome without amounts',
      { do: 'dispose', stated: { outcome: 'full', code: '0000', executedAt: t(0) }, phone },
    ],
  ];
  it.each(entries)('may be entered by the liaison point: %s', (_, act) => {
    const session = delivered();
    session.act(coordinator, act, t(minute));
    expect(session.progress.phone).toHaveLength(1);
  });

  const notTheirs: readonly (readonly [string, Act])[] = [
    ['amounts', { do: 'dispose', stated: full(t(0)), phone }],
    [
      'an amount applied',
      { do: 'dispose', stated: { outcome: 'empty', code: '1200', executedAt: t(0), applied: 1 }, phone },
    ],
    ['a report', { do: 'report', onward: 0, stated: mismatch(t(0)), phone }],
    ['a release', { do: 'confirm-release', releasedAt: t(0), phone }],
  ];
  it.each(notTheirs)('with %s is not for the liaison point to enter, but for police', (_, act) => {
    const session = delivered();
    expect(() => session.act(coordinator, act, t(minute))).toThrow('forbidden/not-yours-to-do');
    if (act.do !== 'confirm-release') session.act(dispatcher, act, t(minute));
  });

  it('is not the bank’s own to enter as a call', () => {
    expect(() => delivered().act(officer, { do: 'acknowledge', phone }, t(minute))).toThrow(
      'forbidden/not-yours-to-do',
    );
  });
});

describe('a phone entry that the bank confirms', () => {
  it('stands, and nothing about it is open any more', () => {
    const session = signedByPhone();
    session.act(colleague, answer(4, true), t(hour));
    expect(session.progress).toMatchObject({ state: 'acknowledged', phone: [], flags: [] });
    expect(session.act(colleague, answer(4, true), t(2 * hour))).toBe('repeat');
    expect(() => session.act(colleague, answer(4, false), t(2 * hour))).toThrow('conflict/phone-entry-settled');
  });

  it('must be one', () => {
    const session = signedByPhone();
    expect(() => session.act(officer, answer(3, true), t(hour))).toThrow('missing/phone-entry');
    expect(() => session.act(officer, answer(99, true), t(hour))).toThrow('missing/phone-entry');
  });
});

describe('a phone entry on which the bank is silent', () => {
  it('stands after 24 hours, marked unconfirmed, and can then not be disputed', () => {
    const session = signedByPhone();
    session.act(officer, { do: 'report', onward: 0, stated: full(t(minute)) }, t(2 * minute));
    session.passTo(t(24 * hour + minute));
    expect(session.of('phone-lapsed')).toMatchObject([{ at: t(24 * hour + minute), data: { entry: 4 } }]);
    expect(session.progress).toMatchObject({ phone: [], flags: ['unconfirmed-phone'] });
    expect(() => session.act(officer, answer(4, false), t(25 * hour))).toThrow('conflict/phone-entry-settled');
  });

  it('keeps a reported instruction open so long', () => {
    const session = reportedByPhone();
    session.passTo(t(24 * hour));
    expect(openItems(session.progress)).toEqual(['phone-entry']);
    expect(() => session.act(dispatcher, { do: 'confirm' }, t(24 * hour))).toThrow('conflict/open-items');
    session.passTo(t(24 * hour + 5 * minute));
    expect(session.progress).toMatchObject({ state: 'closed', flags: ['unconfirmed-phone'] });
  });
});
