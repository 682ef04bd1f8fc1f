import { describe, expect, it } from 'vitest';
import { audiences } from '../../../shared/domain/audience.ts';
import { charges } from '../../../shared/domain/charging.ts';
import { openItems } from '../../../shared/domain/timers.ts';
import { answer, phone, reportedByPhone, rule, signedByPhone } from './support/calls.ts';
import { disposed, full, mismatch, signed, t } from './support/lives.ts';
import { issuedAt } from './support/orders.ts';
import { coordinator, dispatcher, officer } from './support/people.ts';
import { hour, minute, second } from './support/policies.ts';

describe('a phone entry that the bank disputes', () => {
  it('is struck: the state is as if it had never been entered', () => {
    const session = signedByPhone();
    session.act(officer, answer(4, false), t(31 * minute));
    expect(session.progress).toMatchObject({ state: 'issued', since: issuedAt, version: 5 });
    expect(session.progress).not.toHaveProperty('signer');
    expect(session.progress.facts).not.toHaveProperty('acknowledged');
    expect(session.act(officer, answer(4, false), t(32 * minute))).toBe('repeat');
  });

  it('lets its clock run again from where it stood, and the ladder with it', () => {
    const session = signedByPhone();
    session.act(officer, answer(4, false), t(31 * minute));
    expect(session.progress.credit).toBe(30 * minute);
    session.passTo(t(32 * minute));
    expect(session.of('step-due')[0]).toMatchObject({ at: t(31 * minute), data: { step: 1 } });
    expect(session.of('breached').map(({ at, data }) => [at, data.clock])).toEqual([[t(32 * minute), 'acknowledge']]);
  });

  it.each([
    ['execution', signed, { do: 'dispose', stated: full(t(minute)), phone } as const, 'dispose', 11 * minute],
    ['report', disposed, { do: 'report', onward: 0, phone } as const, 'report', 14 * minute],
  ])('does so for a struck %s too', (_, make, act, clock, dueAt) => {
    const session = make();
    session.act(dispatcher, act, t(5 * minute));
    session.act(officer, answer(session.progress.version, false), t(25 * minute));
    session.passTo(t(2 * hour));
    expect(session.of('breached').flatMap(({ at, data }) => (data.clock === clock ? [at] : []))).toEqual([
      t(dueAt + 20 * minute),
    ]);
  });

  it('charges nobody while the clock stood still', () => {
    const session = signedByPhone();
    session.act(officer, answer(4, false), t(31 * minute));
    expect(charges(session.order, session.events, t(40 * minute))).toEqual([
      { party: 'system', attempt: 1, from: issuedAt, to: t(800) },
      { party: 'bank', attempt: 1, from: t(800), to: t(minute) },
      { party: 'nobody', attempt: 1, from: t(minute), to: t(31 * minute) },
      { party: 'bank', attempt: 1, from: t(31 * minute), to: t(40 * minute) },
    ]);
  });

  it('gives time back once where two entries had stopped the same clock', () => {
    const session = signedByPhone();
    session.act(dispatcher, { do: 'dispose', stated: full(t(minute)), phone }, t(5 * minute));
    session.act(officer, answer(5, false), t(20 * minute));
    expect(session.progress).toMatchObject({ state: 'acknowledged', credit: 15 * minute });
    session.act(officer, answer(4, false), t(21 * minute));
    expect(session.progress).toMatchObject({ state: 'issued', credit: 20 * minute });
  });

  it('gives nothing back to a clock that the bank has itself stopped since', () => {
    const session = signedByPhone();
    session.act(officer, { do: 'dispose', stated: full(t(2 * minute)) }, t(3 * minute));
    session.act(officer, answer(4, false), t(hour));
    expect(session.progress).toMatchObject({
      state: 'disposed',
      credit: 0,
      facts: { acknowledged: { inferred: true } },
    });
  });

  it('leaves a hold alone that the bank itself reported', () => {
    const session = signedByPhone();
    session.act(officer, { do: 'dispose', stated: full(t(2 * minute)) }, t(3 * minute));
    const step = session.act(officer, answer(4, false), t(hour));
    expect(step).not.toHaveProperty('hold');
    expect(session.hold).toMatchObject({ state: 'running', round: 1 });
  });

  it('gives nothing back to the next attempt', () => {
    const session = signed();
    session.act(coordinator, { do: 'return', missing: 'form-missing', phone }, t(2 * minute));
    session.act(dispatcher, { do: 'correct' }, t(10 * minute));
    session.act(officer, answer(5, false), t(12 * minute));
    expect(session.progress).toMatchObject({ state: 'issued', attempt: 2, credit: 0 });
  });

  it('does not carry what was given back into the next clock', () => {
    const session = signedByPhone();
    session.act(officer, answer(4, false), t(31 * minute));
    session.act(officer, { do: 'acknowledge' }, t(32 * minute));
    expect(session.progress.credit).toBe(0);
    session.passTo(t(42 * minute));
    expect(session.of('breached').map(({ at, data }) => [at, data.clock])).toContainEqual([t(42 * minute), 'dispose']);
  });

  it('is struck as a whole: everything that the one call entered, and the hold with it', () => {
    const session = reportedByPhone();
    expect(session.events.slice(4)).toMatchObject([
      { n: 5, type: 'disposed', phone: true, entry: 6 },
      { n: 6, type: 'reported', phone: true },
    ]);
    expect(session.hold?.state).toBe('running');
    session.act(officer, answer(6, false), t(10 * minute));
    expect(session.progress).toMatchObject({ state: 'acknowledged', credit: 5 * minute });
    expect(session.progress).not.toHaveProperty('outcome');
    expect(session.progress).not.toHaveProperty('hold');
    expect(session.hold).toMatchObject({ state: 'struck', caughtNow: 0, dueAt: null, round: 2 });
  });

  it('makes way for what the bank itself had said meanwhile', () => {
    const session = signed();
    session.act(dispatcher, { do: 'dispose', stated: full(t(2 * minute)), phone }, t(3 * minute));
    session.act(officer, { do: 'dispose', stated: mismatch(t(2 * minute)) }, t(4 * minute));
    expect(session.progress).toMatchObject({ outcome: 'full', flags: ['differs'] });
    session.act(officer, answer(5, false), t(5 * minute));
    expect(session.progress).toMatchObject({ state: 'disposed', outcome: 'mismatch' });
    expect(session.hold?.state).toBe('struck');
  });

  it('may be said anew by the bank in the very same words', () => {
    const session = reportedByPhone();
    session.act(officer, answer(6, false), t(10 * minute));
    session.act(officer, { do: 'report', onward: 0, stated: full(t(3 * minute)) }, t(11 * minute));
    expect(session.progress).toMatchObject({ state: 'reported', outcome: 'full', hold: 'running' });
    expect(session.hold).toMatchObject({ state: 'running', round: 3 });
  });

  it('takes a withdrawal back that only a call had confirmed, with the time in between', () => {
    const session = signed();
    session.act(dispatcher, { do: 'withdraw' }, t(2 * minute));
    session.act(dispatcher, { do: 'answer-withdrawal', executed: false, phone }, t(3 * minute));
    expect(session.progress.state).toBe('withdrawn');
    session.act(officer, answer(7, false), t(20 * minute));
    expect(session.progress).toMatchObject({
      state: 'acknowledged',
      withdrawalAskedAt: t(19 * minute),
      credit: 17 * minute,
    });
    session.passTo(t(29 * minute));
    expect(session.of('breached').at(-1)?.data.clock).toBe('withdraw');
  });

  it('does not move an instruction whose report was the bank’s own but whose outcome was struck', () => {
    const session = signed();
    session.act(dispatcher, { do: 'dispose', stated: full(t(2 * minute)), phone }, t(3 * minute));
    session.act(officer, { do: 'report', onward: 0 }, t(4 * minute));
    session.act(officer, answer(5, false), t(5 * minute));
    expect(session.progress.state).toBe('acknowledged');
    expect(() => session.act(officer, { do: 'report', onward: 0 }, t(6 * minute))).toThrow('conflict/outcome-required');
  });
});

describe('the liaison point’s ruling on a disputed entry', () => {
  it('is owed within 30 minutes, and nothing closes before', () => {
    const session = reportedByPhone();
    session.act(officer, answer(6, false), t(10 * minute));
    session.act(officer, { do: 'report', onward: 0, stated: full(t(3 * minute)) }, t(11 * minute));
    session.passTo(t(41 * minute));
    const breach = session.of('breached').at(-1);
    expect(breach).toMatchObject({ at: t(40 * minute), data: { clock: 'ruling' } });
    expect(breach && audiences(session, breach)).toEqual([{ party: 'liaison', rungs: ['liaison'], wants: 'ruling' }]);
    expect(openItems(session.progress)).toEqual(['phone-entry']);
    session.passTo(t(40 * hour));
    expect(session.progress.state).toBe('reported');
    session.act(coordinator, rule(6, false), t(41 * hour));
    session.passTo(t(41 * hour + second));
    expect(session.progress.state).toBe('closed');
  });

  it('that upholds it restores the state, the facts and the hold', () => {
    const session = reportedByPhone();
    const { progress, hold } = session;
    session.act(officer, answer(6, false), t(10 * minute));
    session.act(coordinator, rule(6, true), t(20 * minute));
    const { version: _, at: __, round: ___, phone: ____, dueAt: _____, ...was } = progress;
    expect(session.progress).toMatchObject({ ...was, phone: [], version: 8, round: 8 });
    expect(session.hold).toEqual({ ...hold, round: 3 });
    expect(session.act(coordinator, rule(6, true), t(21 * minute))).toBe('repeat');
    expect(() => session.act(coordinator, rule(6, false), t(21 * minute))).toThrow('conflict/not-disputed');
  });

  it('that upholds it long after lets the hold run out at once', () => {
    const session = reportedByPhone();
    session.act(officer, answer(6, false), t(10 * minute));
    session.act(coordinator, rule(6, true), t(60 * hour));
    expect(session.hold).toMatchObject({ state: 'running', dueAt: t(48 * hour + 3 * minute) });
    session.passTo(t(60 * hour));
    expect(session.hold?.state).toBe('expired');
  });

  it('that upholds an execution leaves a later return without effect', () => {
    const session = reportedByPhone();
    session.act(officer, answer(6, false), t(10 * minute));
    session.act(officer, { do: 'return', missing: 'form-missing' }, t(11 * minute));
    expect(session.progress.state).toBe('returned');
    session.act(coordinator, rule(6, true), t(20 * minute));
    expect(session.progress).toMatchObject({ state: 'reported', outcome: 'full', hold: 'running' });
    expect(session.progress).not.toHaveProperty('missing');
  });

  it('that upholds an execution proposes its release where police had taken the instruction back', () => {
    const session = reportedByPhone();
    session.act(officer, answer(6, false), t(10 * minute));
    session.act(dispatcher, { do: 'withdraw' }, t(11 * minute));
    session.act(officer, { do: 'answer-withdrawal', executed: false }, t(12 * minute));
    session.act(coordinator, rule(6, true), t(20 * minute));
    expect(session.progress).toMatchObject({ state: 'withdrawn', hold: 'running', releaseProposed: true });
    expect(session.hold?.state).toBe('running');
  });

  it('that upholds a return keeps where it came from, and what the bank missed last', () => {
    const session = signed();
    session.act(coordinator, { do: 'return', missing: 'form-missing', phone }, t(2 * minute));
    session.act(officer, answer(5, false), t(3 * minute));
    session.act(officer, { do: 'return', missing: 'wrong-bank' }, t(4 * minute));
    session.act(coordinator, rule(5, true), t(5 * minute));
    expect(session.progress).toMatchObject({
      state: 'returned',
      since: t(2 * minute),
      before: 'acknowledged',
      missing: 'wrong-bank',
    });
  });

  it('that rejects it leaves it struck', () => {
    const session = signedByPhone();
    session.act(officer, answer(4, false), t(10 * minute));
    session.act(coordinator, rule(4, false), t(20 * minute));
    expect(session.progress).toMatchObject({ state: 'issued', phone: [], credit: 9 * minute });
  });

  it('needs a dispute', () => {
    const session = signedByPhone();
    expect(() => session.act(coordinator, rule(4, true), t(10 * minute))).toThrow('conflict/not-disputed');
    expect(() => session.act(dispatcher, rule(4, true), t(10 * minute))).toThrow('forbidden/not-yours-to-do');
  });

  it('waits for the entry disputed first, where there are two', () => {
    const session = signedByPhone();
    session.act(coordinator, { do: 'mark', mark: 'head-office', phone }, t(2 * minute));
    session.act(officer, answer(5, false), t(10 * minute));
    session.act(officer, answer(4, false), t(20 * minute));
    session.act(coordinator, rule(5, false), t(30 * minute));
    session.passTo(t(60 * minute));
    expect(
      session
        .of('breached')
        .filter(({ data }) => data.clock === 'ruling')
        .map(({ at }) => at),
    ).toEqual([t(50 * minute)]);
  });
});
