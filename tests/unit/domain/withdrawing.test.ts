import { describe, expect, it } from 'vitest';
import { audiences, pages } from '../../../shared/domain/audience.ts';
import { delivered, full, mismatch, returned, signed, t, withdrawn } from './support/lives.ts';
import { anOrder } from './support/orders.ts';
import { coordinator, dispatcher, officer, platform } from './support/people.ts';
import { hour, minute, normal, second } from './support/policies.ts';
import { issued, type Session } from './support/session.ts';

const ask = (session: Session, at: number): Session => {
  session.act(dispatcher, { do: 'withdraw' }, at);
  return session;
};

describe('withdrawing before anything went out', () => {
  it('ends the instruction at once, and nothing rings any more', () => {
    const session = withdrawn();
    expect(session.progress).toMatchObject({ state: 'withdrawn', dueAt: null });
    expect(session.typesSince(1)).toEqual(['withdrawn']);
    expect(session.act(dispatcher, { do: 'withdraw' }, t(minute))).toBe('repeat');
  });

  it.each(['dispatch', 'deliver'] as const)(
    'pages the bank the withdrawal when it turns out to be sent after all (%s)',
    fact => {
      const session = withdrawn();
      session.act(platform, fact === 'dispatch' ? { do: fact } : { do: fact, by: 'direct' }, t(second));
      const e = session.events.at(-1);
      expect(e && pages(e)).toBe(true);
      expect(e && audiences(session, e)).toEqual([{ party: 'bank', rungs: ['A', 'B'], wants: 'know' }]);
      expect(session.progress.state).toBe('withdrawn');
    },
  );

  it('does not page for a dispatch or delivery of an instruction that stands', () => {
    expect(delivered().events.map(pages)).toEqual([false, false, false]);
  });

  it('records an execution that comes later with its hold, flags it and proposes its release', () => {
    const session = withdrawn();
    session.act(officer, { do: 'dispose', stated: full(t(minute)) }, t(2 * minute));
    expect(session.progress).toMatchObject({
      state: 'withdrawn',
      outcome: 'full',
      flags: ['after-withdrawal'],
      hold: 'running',
      releaseProposed: true,
      facts: { executed: { at: t(minute), entered: t(2 * minute) } },
    });
    expect(session.hold).toMatchObject({ state: 'running', dueAt: t(48 * hour + minute) });
    const e = session.events.at(-1);
    expect(e && audiences(session, e).map(({ party }) => party)).toEqual(['police', 'bank']);
    session.act(officer, { do: 'confirm-release', releasedAt: t(3 * minute) }, t(4 * minute));
    expect(session.progress.hold).toBe('released');
    expect(session.progress).not.toHaveProperty('releaseProposed');
  });

  it('proposes no release of what left no hold', () => {
    const session = withdrawn();
    session.act(officer, { do: 'dispose', stated: mismatch(t(minute)) }, t(2 * minute));
    expect(session.progress).not.toHaveProperty('releaseProposed');
  });
});

describe('withdrawing once the bank may know', () => {
  it.each([
    ['it was sent', () => issued(), { do: 'dispatch' } as const, platform],
    ['the bank acted', () => issued(), { do: 'return', missing: 'form-missing' } as const, officer],
  ])('asks the bank when %s', (_, make, act, by) => {
    const session = make();
    session.act(by, act, t(second));
    ask(session, t(2 * second));
    expect(session.progress.withdrawalAskedAt).toBe(t(2 * second));
    const [asked] = session.of('withdrawal-asked');
    expect(asked && audiences(session, asked)).toEqual([
      { party: 'bank', signer: true, rungs: ['A', 'B'], wants: 'withdrawal-answer', step: 0 },
    ]);
    expect(session.act(dispatcher, { do: 'withdraw' }, t(3 * second))).toBe('repeat');
  });

  it('asks the bank about a second attempt that has not gone out yet: it knows the first', () => {
    const session = returned();
    session.act(dispatcher, { do: 'correct' }, t(5 * minute));
    expect(ask(session, t(5 * minute)).progress).toMatchObject({ state: 'issued', withdrawalAskedAt: t(5 * minute) });
  });

  it('ends when the bank says not executed', () => {
    const session = ask(signed(), t(2 * minute));
    session.act(officer, { do: 'answer-withdrawal', executed: false }, t(3 * minute));
    expect(session.progress).toMatchObject({ state: 'withdrawn', dueAt: null });
    expect(session.typesSince(5)).toEqual(['withdrawal-answered', 'withdrawn']);
  });

  it('proposes the release when the bank says executed, and cannot close before', () => {
    const session = ask(signed(), t(2 * minute));
    session.act(officer, { do: 'answer-withdrawal', executed: true }, t(3 * minute));
    expect(session.progress).toMatchObject({ state: 'acknowledged', releaseProposed: true });
    session.act(officer, { do: 'report', onward: 0, stated: full(t(minute)) }, t(4 * minute));
    expect(() => session.act(dispatcher, { do: 'confirm' }, t(5 * minute))).toThrow('conflict/open-items');
    session.passTo(t(47 * hour));
    expect(session.progress.state).toBe('reported');
    session.act(officer, { do: 'confirm-release', releasedAt: t(47 * hour) }, t(47 * hour));
    session.passTo(t(47 * hour + second));
    expect(session.progress.state).toBe('closed');
  });

  it('is answered by an execution as well as by an answer', () => {
    const session = ask(signed(), t(2 * minute));
    session.act(officer, { do: 'dispose', stated: full(t(minute)) }, t(3 * minute));
    expect(session.progress).toMatchObject({ state: 'disposed', hold: 'running', releaseProposed: true });
    expect(session.progress).not.toHaveProperty('withdrawalAskedAt');
  });

  it('leaves no release open when it turns out that nothing was stopped', () => {
    const session = ask(signed(), t(2 * minute));
    session.act(officer, { do: 'answer-withdrawal', executed: true }, t(3 * minute));
    session.act(officer, { do: 'report', onward: 0, stated: mismatch(t(3 * minute)) }, t(4 * minute));
    session.act(dispatcher, { do: 'confirm' }, t(5 * minute));
    expect(session.progress.state).toBe('closed');
  });

  it('proposes no release any more when police send it again instead', () => {
    const session = ask(returned(), t(3 * minute));
    session.act(officer, { do: 'answer-withdrawal', executed: true }, t(4 * minute));
    session.act(dispatcher, { do: 'correct' }, t(5 * minute));
    expect(session.progress).toMatchObject({ state: 'issued', attempt: 2 });
    expect(session.progress).not.toHaveProperty('releaseProposed');
  });

  it('lets the clock of the execution rest meanwhile, and gives the time back if it was executed', () => {
    const session = ask(signed(), t(9 * minute));
    session.passTo(t(18 * minute));
    expect(session.of('breached').map(({ data }) => data.clock)).toEqual([]);
    session.act(officer, { do: 'answer-withdrawal', executed: true }, t(18 * minute));
    session.passTo(t(hour));
    expect(session.of('breached').map(({ at, data }) => [at, data.clock])).toEqual([[t(20 * minute), 'dispose']]);
  });

  it('gives the bank 10 minutes, then tells the liaison point and goes on reminding', () => {
    const session = ask(signed(), t(2 * minute));
    session.passTo(t(hour));
    expect(session.of('warned').map(({ at, data }) => [at, data.clock])).toContainEqual([t(9.5 * minute), 'withdraw']);
    const breach = session.of('breached').find(({ data }) => data.clock === 'withdraw');
    expect(breach?.at).toBe(t(12 * minute));
    expect(breach && audiences(session, breach).map(({ party }) => party)).toEqual(['bank', 'liaison']);
    const reminders = session.of('reminded').filter(({ data }) => data.clock === 'withdraw');
    expect(reminders.map(({ at }) => at)).toEqual([t(22 * minute), t(42 * minute)]);
  });

  it('has the ladder, from the asking on, whatever the state', () => {
    const session = ask(signed(anOrder({ policy: normal, urgency: 'normal' })), t(20 * minute));
    session.act(platform, { do: 'deliver', by: 'page', step: 0 }, t(20 * minute + second));
    session.passTo(t(20 * minute + 190 * second));
    const step = session.of('step-due').at(-1);
    expect(step).toMatchObject({ at: t(23 * minute), data: { step: 1 } });
    expect(step && audiences(session, step)).toEqual([
      { party: 'bank', rungs: ['B'], step: 1, wants: 'withdrawal-answer' },
    ]);
  });

  it('runs its first page again when nobody’s device took it', () => {
    const session = ask(signed(), t(20 * minute));
    session.passTo(t(20 * minute + 31 * second));
    expect(session.of('step-due').at(-1)).toMatchObject({
      at: t(20 * minute + 30 * second),
      data: { step: 0, again: true },
    });
  });

  it('is the bank’s to answer only while asked', () => {
    const session = ask(signed(), t(2 * minute));
    session.act(officer, { do: 'answer-withdrawal', executed: true }, t(3 * minute));
    expect(() => session.act(officer, { do: 'answer-withdrawal', executed: false }, t(4 * minute))).toThrow(
      'conflict/no-withdrawal-asked',
    );
  });

  it('may be answered by telephone, for police to enter', () => {
    const session = ask(signed(), t(2 * minute));
    const answer = { do: 'answer-withdrawal', executed: false, phone: { person: 'li-na' } } as const;
    expect(() => session.act(coordinator, answer, t(3 * minute))).toThrow('forbidden/not-yours-to-do');
    session.act(dispatcher, answer, t(3 * minute));
    expect(session.progress).toMatchObject({ state: 'withdrawn', phone: [{ n: 7, at: t(3 * minute) }] });
  });
});
