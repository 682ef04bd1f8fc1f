import { describe, expect, it } from 'vitest';
import { charges } from '../../../shared/domain/charging.ts';
import { type MissingItem, missingItems } from '../../../shared/domain/outcomes.ts';
import { delivered, full, mismatch, mismatched, returned, signed, t } from './support/lives.ts';
import { anOrder, issuedAt } from './support/orders.ts';
import { coordinator, dispatcher, officer, platform } from './support/people.ts';
import { minute, second } from './support/policies.ts';
import { issued } from './support/session.ts';

const items = Object.keys(missingItems).filter((name): name is MissingItem => name in missingItems);

describe('returning an instruction for correction', () => {
  it.each(items)('names what is missing from a list: %s', missing => {
    const session = signed();
    session.act(officer, { do: 'return', missing }, t(2 * minute));
    expect(session.progress).toMatchObject({ state: 'returned', missing, before: 'acknowledged' });
  });

  it('stops the bank’s clock and starts the police’s, 30 minutes', () => {
    const session = returned();
    session.passTo(t(40 * minute));
    expect(session.of('breached').map(({ at, data }) => [at, data.clock])).toEqual([[t(32 * minute), 'correct']]);
  });

  it('said again is a repeat; another item is refused', () => {
    const session = returned();
    expect(session.act(officer, { do: 'return', missing: 'form-missing' }, t(3 * minute))).toBe('repeat');
    expect(() => session.act(officer, { do: 'return', missing: 'wrong-bank' }, t(3 * minute))).toThrow(
      'conflict/already-returned',
    );
  });

  it('before it was ever seen as delivered shows that it was', () => {
    const session = issued();
    session.act(officer, { do: 'return', missing: 'form-missing' }, t(minute));
    expect(session.progress.facts).toEqual({
      dispatched: { at: t(minute), inferred: true },
      delivered: { at: t(minute), inferred: true },
    });
  });
});

describe('correcting and sending again', () => {
  it('begins the next attempt: t0 and t1 stay, t2 to t6 are set anew', () => {
    const session = returned();
    session.act(dispatcher, { do: 'correct' }, t(10 * minute));
    expect(session.progress).toMatchObject({
      state: 'issued',
      attempt: 2,
      attemptAt: t(10 * minute),
      cause: 6,
      facts: {},
      dispatches: 0,
      marks: [],
      step: { index: -1, accepted: false },
    });
    expect(session.progress).not.toHaveProperty('signer');
    expect(session.order).toMatchObject({ reportedAt: issuedAt - 4 * minute, issuedAt });
    expect(session.of('resent')[0]?.data).toEqual({ attempt: 2, because: 'returned', amount: 5_000_000 });

    session.act(platform, { do: 'dispatch' }, t(10 * minute + second));
    session.act(officer, { do: 'acknowledge' }, t(11 * minute));
    expect(session.progress.facts).toMatchObject({
      dispatched: { at: t(10 * minute + second) },
      acknowledged: { at: t(11 * minute) },
    });
  });

  it('follows a mismatch too, disposed or already reported, and consumes no stop', () => {
    const session = mismatched();
    session.act(dispatcher, { do: 'correct', amount: 4_000_000 }, t(10 * minute));
    expect(session.progress).toMatchObject({ state: 'issued', attempt: 2, amount: 4_000_000 });
    expect(session.progress).not.toHaveProperty('outcome');
    expect(session.of('resent')[0]?.data.because).toBe('mismatch');
    expect(session.hold).toBeUndefined();
  });

  it('gives the new attempt all its clocks', () => {
    const session = returned();
    session.act(dispatcher, { do: 'correct' }, t(10 * minute));
    session.passTo(t(10 * minute + 70 * second));
    expect(session.typesSince(6)).toEqual(['dispatch-due', 'breached', 'dispatch-due', 'step-due']);
  });

  it('has nothing to correct after any other outcome', () => {
    const session = signed();
    session.act(
      officer,
      { do: 'dispose', stated: { outcome: 'white-listed', code: '0302', executedAt: t(minute) } },
      t(2 * minute),
    );
    expect(() => session.act(dispatcher, { do: 'correct' }, t(3 * minute))).toThrow('conflict/nothing-to-correct');
  });

  it('waits for the bank where a withdrawal was asked', () => {
    const session = returned();
    session.act(dispatcher, { do: 'withdraw' }, t(3 * minute));
    expect(() => session.act(dispatcher, { do: 'correct' }, t(4 * minute))).toThrow('conflict/withdrawal-asked');
  });

  it('is refused once the bank says after its mismatch that it stopped after all', () => {
    const session = mismatched();
    session.act(officer, { do: 'dispose', stated: full(t(5 * minute)) }, t(6 * minute));
    expect(session.progress).toMatchObject({ outcome: 'mismatch', flags: ['differs'], hold: 'running' });
    expect(() => session.act(dispatcher, { do: 'correct' }, t(7 * minute))).toThrow('conflict/hold-running');
  });

  it('knows a late repeat of the attempt before from a new result', () => {
    const session = mismatched();
    session.act(dispatcher, { do: 'correct' }, t(10 * minute));
    const old = mismatch(t(3 * minute));
    expect(session.act(officer, { do: 'dispose', stated: old }, t(11 * minute))).toBe('repeat');
    expect(session.act(officer, { do: 'report', onward: 0, stated: old }, t(11 * minute))).toBe('repeat');
    expect(session.progress.state).toBe('issued');
    session.act(officer, { do: 'dispose', stated: mismatch(t(11 * minute)) }, t(12 * minute));
    expect(session.progress).toMatchObject({ state: 'disposed', attempt: 2, flags: [] });
  });

  it('keeps deliveries of the attempt before out of the new one', () => {
    const session = returned();
    session.act(dispatcher, { do: 'correct' }, t(10 * minute));
    expect(session.act(platform, { do: 'dispatch', attempt: 1 }, t(11 * minute))).toBe('repeat');
    expect(session.act(platform, { do: 'deliver', by: 'page', attempt: 1 }, t(11 * minute))).toBe('repeat');
    session.act(platform, { do: 'deliver', by: 'page', attempt: 2 }, t(12 * minute));
    expect(session.progress.facts).toEqual({
      dispatched: { at: t(12 * minute), inferred: true },
      delivered: { at: t(12 * minute) },
    });
  });
});

describe('contesting a return', () => {
  it('asks the liaison point for a ruling within 30 minutes, while the police’s own clock rests', () => {
    const session = returned();
    session.act(dispatcher, { do: 'contest' }, t(12 * minute));
    expect(session.act(dispatcher, { do: 'contest' }, t(13 * minute))).toBe('repeat');
    session.passTo(t(50 * minute));
    expect(session.of('warned').map(({ data }) => data.clock)).toEqual(['ruling']);
    expect(session.of('breached').map(({ at, data }) => [at, data.clock])).toEqual([[t(42 * minute), 'ruling']]);
  });

  it('that stands leaves the correction with police, whose clock has not started afresh', () => {
    const session = returned();
    session.act(dispatcher, { do: 'contest' }, t(12 * minute));
    session.act(coordinator, { do: 'rule', returnStands: true }, t(20 * minute));
    expect(session.progress).toMatchObject({ state: 'returned', missing: 'form-missing' });
    session.passTo(t(40 * minute));
    expect(session.of('breached').map(({ at, data }) => [at, data.clock])).toEqual([[t(32 * minute), 'correct']]);
    expect(charges(session.order, session.events, t(40 * minute)).at(-1)).toEqual({
      party: 'police',
      attempt: 1,
      from: t(2 * minute),
      to: t(40 * minute),
    });
  });

  it('does not warn again of a clock that had warned before the contest', () => {
    const session = returned();
    session.passTo(t(25 * minute));
    session.act(dispatcher, { do: 'contest' }, t(26 * minute));
    session.act(coordinator, { do: 'rule', returnStands: true }, t(27 * minute));
    session.passTo(t(31 * minute));
    expect(session.of('warned').map(({ data }) => data.clock)).toEqual(['correct']);
  });

  it('that is overruled sends the bank back to where it was, and the returned time is the bank’s', () => {
    const session = returned();
    session.act(dispatcher, { do: 'contest' }, t(3 * minute));
    session.act(coordinator, { do: 'rule', returnStands: false }, t(6 * minute));
    expect(session.progress).toMatchObject({ state: 'acknowledged', signer: 'li-na' });
    expect(session.progress).not.toHaveProperty('missing');
    session.passTo(t(11 * minute + 1));
    expect(session.of('breached').map(({ at, data }) => [at, data.clock])).toEqual([[t(11 * minute), 'dispose']]);
    expect(charges(session.order, session.events, t(12 * minute)).at(-1)).toMatchObject({
      party: 'bank',
      from: t(800),
      to: t(12 * minute),
    });
  });

  it('that is overruled before anybody signed pages on: the ladder goes on from the issue', () => {
    const session = delivered();
    session.act(officer, { do: 'return', missing: 'form-missing' }, t(10 * second));
    session.act(dispatcher, { do: 'contest' }, t(20 * second));
    session.act(coordinator, { do: 'rule', returnStands: false }, t(30 * second));
    session.passTo(t(61 * second));
    expect(session.progress.state).toBe('issued');
    expect(session.of('step-due').map(({ at, data }) => [at, data.step])).toEqual([[t(60 * second), 1]]);
  });

  it('may be repeated for a second return, each judged by itself', () => {
    const session = returned();
    session.act(dispatcher, { do: 'contest' }, t(3 * minute));
    session.act(coordinator, { do: 'rule', returnStands: false }, t(4 * minute));
    session.act(officer, { do: 'return', missing: 'victim-id-missing' }, t(5 * minute));
    session.act(dispatcher, { do: 'correct' }, t(7 * minute));
    expect(charges(session.order, session.events, t(7 * minute))).toEqual([
      { party: 'system', attempt: 1, from: issuedAt, to: t(800) },
      { party: 'bank', attempt: 1, from: t(800), to: t(5 * minute) },
      { party: 'police', attempt: 1, from: t(5 * minute), to: t(7 * minute) },
    ]);
  });

  it('is over when police correct all the same', () => {
    const session = returned();
    session.act(dispatcher, { do: 'contest' }, t(3 * minute));
    session.act(dispatcher, { do: 'correct' }, t(4 * minute));
    expect(session.progress).not.toHaveProperty('contestedAt');
    expect(() => session.act(coordinator, { do: 'rule', returnStands: false }, t(5 * minute))).toThrow(
      'conflict/illegal-act',
    );
  });

  it('charges nobody on the platform’s route', () => {
    const session = issued(anOrder({ route: 'platform' }));
    expect(charges(session.order, session.events, t(minute))).toEqual([
      { party: 'nobody', attempt: 1, from: issuedAt, to: t(minute) },
    ]);
  });
});
