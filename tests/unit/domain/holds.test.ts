import { describe, expect, it } from 'vitest';
import { audiences } from '../../../shared/domain/audience.ts';
import { clockSkewMs } from '../../../shared/domain/instant.ts';
import { closed, disposed, full, mismatch, mismatched, reported, t } from './support/lives.ts';
import { dispatcher, officer, platform } from './support/people.ts';
import { hour, minute } from './support/policies.ts';

const expiresAt = t(48 * hour + 3 * minute);

describe('the hold that a stop leaves', () => {
  it('receives only, lasts 48 hours from the bank’s time, and is never typed', () => {
    expect(disposed().hold).toEqual({
      id: '01KJQ6T0ZV8Q4N9E2M5R7S3XWY',
      mode: 'receive-only',
      state: 'running',
      applied: 5_000_000,
      caughtAtStart: 5_000_000,
      caughtNow: 5_000_000,
      startedAt: t(3 * minute),
      expiresAt,
      dueAt: expiresAt,
      round: 1,
    });
  });

  it('may be applied for more than it catches', () => {
    const stated = full(t(minute), { outcome: 'empty', code: '1200', applied: 9_000_000, caught: 0 });
    expect(disposed(undefined, stated).hold).toMatchObject({ applied: 9_000_000, caughtAtStart: 0, caughtNow: 0 });
  });

  it.each(['prior-freeze', 'white-listed', 'count-exceeded', 'technical-failure'] as const)(
    'is none after %s',
    outcome => {
      expect(disposed(undefined, { outcome, code: '1302', executedAt: t(minute) }).hold).toBeUndefined();
    },
  );

  it('becomes due for release when it runs out, on its own clock, and opens nothing again', () => {
    const session = closed();
    session.passTo(expiresAt - 1);
    expect(session.hold?.state).toBe('running');
    session.passTo(expiresAt);
    expect(session.hold).toMatchObject({ state: 'expired', dueAt: null, round: 2, caughtNow: 5_000_000 });
    expect(session.progress).toMatchObject({ state: 'closed', hold: 'expired', releaseFrom: expiresAt });
  });

  it('does not run out before its time, nor twice', () => {
    const session = closed();
    expect(session.act(platform, { do: 'expire-hold', dueAt: expiresAt }, expiresAt - 1)).toBe('repeat');
    session.act(platform, { do: 'expire-hold', dueAt: expiresAt }, expiresAt);
    expect(session.act(platform, { do: 'expire-hold', dueAt: expiresAt }, expiresAt + 1)).toBe('repeat');
  });

  it('that was executed long before it was reported runs out at once', () => {
    const session = disposed(undefined, full(t(-50 * hour)));
    session.passTo(t(4 * minute));
    expect(session.hold).toMatchObject({ state: 'expired' });
  });
});

describe('the release', () => {
  it('is what the bank confirms, within 30 minutes of the expiry', () => {
    const session = closed();
    session.passTo(expiresAt + hour);
    expect(session.of('warned').at(-1)).toMatchObject({ at: expiresAt + 22.5 * minute, data: { clock: 'release' } });
    expect(session.of('breached').at(-1)).toMatchObject({ at: expiresAt + 30 * minute, data: { clock: 'release' } });
    session.act(officer, { do: 'confirm-release', releasedAt: expiresAt }, expiresAt + 2 * hour);
    expect(session.hold).toMatchObject({ state: 'released', releasedAt: expiresAt, caughtNow: 0, dueAt: null });
    expect(session.progress).toMatchObject({ state: 'closed', hold: 'released', dueAt: null });
  });

  it('is asked of the bank when the hold runs out', () => {
    const session = closed();
    session.passTo(expiresAt);
    const e = session.of('hold-expired')[0];
    expect(e && audiences(session, e)).toContainEqual({
      party: 'bank',
      signer: true,
      rungs: ['A', 'B'],
      wants: 'release',
    });
  });

  it('confirmed in time rings nothing', () => {
    const session = closed();
    session.passTo(expiresAt);
    session.act(officer, { do: 'confirm-release', releasedAt: expiresAt }, expiresAt + minute);
    session.passTo(expiresAt + 100 * hour);
    expect(session.typesSince(7)).toEqual(['hold-expired', 'released']);
  });

  it('may come before the expiry, which is then moot', () => {
    const session = closed();
    session.act(officer, { do: 'confirm-release', releasedAt: t(hour) }, t(hour));
    expect(session.hold).toMatchObject({ state: 'released', round: 2 });
    expect(session.act(platform, { do: 'expire-hold', dueAt: expiresAt }, expiresAt)).toBe('repeat');
  });

  it('confirmed twice is once; at another time it is recorded and flagged, and the first stands', () => {
    const session = closed();
    session.act(officer, { do: 'confirm-release', releasedAt: t(hour) }, t(hour));
    expect(session.act(officer, { do: 'confirm-release', releasedAt: t(hour) }, t(2 * hour))).toBe('repeat');
    const other = { do: 'confirm-release', releasedAt: t(90 * minute) } as const;
    session.act(officer, other, t(2 * hour));
    expect(session.progress.flags).toEqual(['differs']);
    expect(session.hold?.releasedAt).toBe(t(hour));
    expect(session.act(officer, other, t(3 * hour))).toBe('repeat');
  });

  it('needs a hold, and a time that has been', () => {
    expect(() => mismatched().act(officer, { do: 'confirm-release', releasedAt: t(0) }, t(hour))).toThrow(
      'conflict/no-hold',
    );
    expect(() =>
      closed().act(officer, { do: 'confirm-release', releasedAt: t(hour) + clockSkewMs + 1 }, t(hour)),
    ).toThrow('invalid/instant-in-future');
  });
});

describe('a second hold of the same instruction', () => {
  it('follows a new attempt, in a later round than the first', () => {
    const session = mismatched();
    session.act(officer, { do: 'dispose', stated: full(t(-49 * hour)) }, t(5 * minute));
    session.passTo(t(5 * minute));
    expect(session.hold).toMatchObject({ state: 'expired', round: 2 });
    session.act(dispatcher, { do: 'correct' }, t(6 * minute));
    session.act(officer, { do: 'dispose', stated: full(t(7 * minute)) }, t(8 * minute));
    expect(session.hold).toMatchObject({ state: 'running', startedAt: t(7 * minute), round: 3 });
    expect(session.progress.hold).toBe('running');
  });

  it('is not made by a statement that only differs', () => {
    const session = reported();
    session.act(officer, { do: 'confirm-release', releasedAt: t(hour) }, t(hour));
    session.act(officer, { do: 'dispose', stated: full(t(3 * minute), { caught: 1 }) }, t(2 * hour));
    expect(session.hold).toMatchObject({ state: 'released', caughtAtStart: 5_000_000 });
    session.act(officer, { do: 'dispose', stated: mismatch(t(3 * minute)) }, t(2 * hour));
    expect(session.hold?.state).toBe('released');
  });
});
