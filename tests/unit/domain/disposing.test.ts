import { describe, expect, it } from 'vitest';
import type { Stated } from '../../../shared/domain/act.ts';
import { measure } from '../../../shared/domain/clocks.ts';
import { clockSkewMs } from '../../../shared/domain/instant.ts';
import { type Outcome, outcomes } from '../../../shared/domain/outcomes.ts';
import {
  closed,
  delivered,
  disposed,
  full,
  mismatch,
  reported,
  returned,
  signed,
  t,
  withdrawn,
} from './support/lives.ts';
import { officer } from './support/people.ts';
import { hour, minute } from './support/policies.ts';
import { issued } from './support/session.ts';

const everyOutcome = Object.keys(outcomes).filter((name): name is Outcome => name in outcomes);

describe('what a bank says it did', () => {
  it.each(everyOutcome)('moves the instruction with its outcome and t5 as stated and as entered: %s', outcome => {
    const { codes, holds } = outcomes[outcome];
    const session = disposed(undefined, { outcome, code: codes[0], executedAt: t(3 * minute) });
    expect(session.progress).toMatchObject({
      state: 'disposed',
      outcome,
      facts: { executed: { at: t(3 * minute), entered: t(4 * minute) } },
      flags: [],
    });
    expect(session.hold?.state).toBe(holds ? 'running' : undefined);
  });

  it('blames a bank only for its own technical failure, never for a refusal the rules demand', () => {
    expect(everyOutcome.filter(name => outcomes[name].blame)).toEqual(['technical-failure']);
    expect(everyOutcome.filter(name => outcomes[name].resend)).toEqual(['mismatch']);
  });

  it('keeps the item that differed, of a mismatch', () => {
    expect(disposed(undefined, mismatch(t(minute))).progress).toMatchObject({ outcome: 'mismatch', mismatch: 'name' });
  });

  it('may come before any signature; the earlier facts are inferred, and the bank is shown ahead', () => {
    const session = delivered();
    session.act(officer, { do: 'dispose', stated: full(t(-minute)) }, t(2 * minute));
    session.act(officer, { do: 'acknowledge' }, t(3 * minute));
    session.act(officer, { do: 'report', onward: 0 }, t(4 * minute));
    expect(measure(session.order, session.progress)).toMatchObject({
      dispatchedToDelivered: 500,
      acknowledgedToExecuted: -4 * minute,
      executedToReported: 5 * minute,
      issueToReported: 4 * minute,
    });
  });

  it('is refused in the future, and in nothing else', () => {
    const session = signed();
    const dispose = { do: 'dispose', stated: full(t(5 * minute)) } as const;
    expect(() => session.act(officer, dispose, t(5 * minute - clockSkewMs - 1))).toThrow('invalid/instant-in-future');
    session.act(officer, dispose, t(5 * minute - clockSkewMs));
    expect(session.progress.state).toBe('disposed');
  });

  it('after a return is recorded, flagged, and stands', () => {
    const session = returned();
    session.act(officer, { do: 'dispose', stated: full(t(minute)) }, t(3 * minute));
    expect(session.progress).toMatchObject({ state: 'disposed', flags: ['after-return'], hold: 'running' });
    expect(session.progress).not.toHaveProperty('missing');
  });

  it('with a code that does not go with its outcome is flagged', () => {
    expect(disposed(undefined, full(t(minute), { code: '0301' })).progress.flags).toEqual(['code-unusual']);
  });

  it.each([
    [0, full(t(minute)), []],
    [1, full(t(minute)), []],
    [2, full(t(minute)), ['third-stop']],
    [2, mismatch(t(minute)), []],
  ] as const)('with %i other stops on the account is flagged only where it is a third', (otherStops, stated, flags) => {
    const session = signed();
    session.act(officer, { do: 'dispose', stated }, t(2 * minute), { otherStops });
    expect(session.progress.flags).toEqual(flags);
  });
});

describe('a statement made again', () => {
  it.each([
    ['disposed', disposed],
    ['reported', reported],
    ['closed', closed],
  ])('is a repeat when it is the very same, once %s', (_, make) => {
    const session = make();
    expect(session.act(officer, { do: 'dispose', stated: full(t(3 * minute)) }, t(hour))).toBe('repeat');
  });

  const others: readonly (readonly [string, Stated])[] = [
    ['outcome', full(t(3 * minute), { outcome: 'partial', code: '1200' })],
    ['time', full(t(2 * minute))],
    ['amount caught', full(t(3 * minute), { caught: 4_999_999 })],
    ['amount applied', full(t(3 * minute), { applied: 4_000_000 })],
    ['code', full(t(3 * minute), { code: '1200' })],
  ];
  it.each(others)('with another %s is recorded and flagged, and moves nothing', (_, stated) => {
    const session = reported();
    const { hold } = session;
    session.act(officer, { do: 'dispose', stated }, t(hour));
    expect(session.progress).toMatchObject({ state: 'reported', outcome: 'full' });
    expect(session.progress.flags).toContain('differs');
    expect(session.progress.facts.executed).toEqual({ at: t(3 * minute), entered: t(4 * minute) });
    expect(session.of('disposed')[1]?.data).toMatchObject({
      late: true,
      outcome: stated.outcome,
      executedAt: stated.executedAt,
    });
    expect(session.hold).toEqual(hold);
    expect(session.act(officer, { do: 'dispose', stated }, t(2 * hour))).toBe('repeat');
  });

  it('that tells of a stop after a refusal leaves a hold', () => {
    const session = reported(undefined, { outcome: 'prior-freeze', code: '1302', executedAt: t(3 * minute) });
    session.act(officer, { do: 'dispose', stated: full(t(20 * minute)) }, t(hour));
    expect(session.progress).toMatchObject({ outcome: 'prior-freeze', flags: ['differs'], hold: 'running' });
    expect(session.hold).toMatchObject({
      state: 'running',
      startedAt: t(20 * minute),
      expiresAt: t(48 * hour + 20 * minute),
    });
  });

  it('once closed is recorded without opening it', () => {
    const session = closed();
    session.act(officer, { do: 'report', onward: 0, stated: mismatch(t(minute)) }, t(hour));
    expect(session.progress).toMatchObject({ state: 'closed', flags: ['differs'] });
    expect(session.typesSince(7)).toEqual(['disposed', 'reported']);
  });
});

describe('reporting', () => {
  it('may say the outcome in the same breath', () => {
    const session = delivered();
    session.act(officer, { do: 'report', onward: 0, stated: full(t(2 * minute)) }, t(3 * minute));
    expect(session.typesSince(3)).toEqual(['disposed', 'reported']);
    expect(session.progress).toMatchObject({
      state: 'reported',
      outcome: 'full',
      facts: { reported: { at: t(3 * minute) }, acknowledged: { inferred: true } },
    });
  });

  it('needs an outcome, said before or now', () => {
    const session = signed();
    expect(() => session.act(officer, { do: 'report', onward: 0 }, t(2 * minute))).toThrow('conflict/outcome-required');
  });

  it('twice is once; more onward transfers are more facts, and t6 stays the first', () => {
    const session = reported();
    expect(session.act(officer, { do: 'report', onward: 0 }, t(6 * minute))).toBe('repeat');
    session.act(officer, { do: 'report', onward: 2 }, t(7 * minute));
    expect(session.of('reported').map(({ data }) => data.onward)).toEqual([0, 2]);
    expect(session.progress.facts.reported).toEqual({ at: t(5 * minute) });
  });

  it('of an execution after the withdrawal is taken as well', () => {
    const session = withdrawn();
    session.act(officer, { do: 'dispose', stated: full(t(0)) }, t(minute));
    session.act(officer, { do: 'report', onward: 1 }, t(2 * minute));
    expect(session.progress).toMatchObject({ state: 'withdrawn', facts: { reported: { at: t(2 * minute) } } });
    expect(session.act(officer, { do: 'report', onward: 0 }, t(3 * minute))).toBe('repeat');
  });
});

describe('a further transfer into the same account', () => {
  it.each([
    ['issued', delivered],
    ['acknowledged', signed],
    ['returned', returned],
  ])('raises the amount of a stop that is %s', (_, make) => {
    const session = make();
    const { state } = session.progress;
    session.act(
      { org: 'SXGA', party: 'police', person: 'han-jun' },
      { do: 'add-transfer', amount: 120_000 },
      t(3 * minute),
    );
    expect(session.progress).toMatchObject({ state, amount: 5_120_000 });
    expect(session.of('transfer-added')[0]?.data).toEqual({ amount: 120_000, total: 5_120_000 });
  });

  it('after the execution is recorded while the hold runs, and needs another instruction afterwards', () => {
    const dispatcher = { org: 'SXGA', party: 'police', person: 'han-jun' } as const;
    const session = closed();
    session.act(dispatcher, { do: 'add-transfer', amount: 120_000 }, t(hour));
    expect(session.of('transfer-added')[0]?.data).toEqual({ amount: 120_000, total: 5_120_000, afterExecution: true });
    expect(session.hold?.applied).toBe(5_000_000);
    session.passTo(t(49 * hour));
    expect(() => session.act(dispatcher, { do: 'add-transfer', amount: 1 }, t(50 * hour))).toThrow(
      'conflict/new-instruction-needed',
    );
  });

  it('has nothing to join where the stop left no hold, or was taken back', () => {
    const dispatcher = { org: 'SXGA', party: 'police', person: 'han-jun' } as const;
    const add = { do: 'add-transfer', amount: 1 } as const;
    expect(() => disposed(undefined, mismatch(t(minute))).act(dispatcher, add, t(hour))).toThrow(
      'conflict/new-instruction-needed',
    );
    expect(() => withdrawn().act(dispatcher, add, t(hour))).toThrow('conflict/illegal-act');
    expect(issued().progress.amount).toBe(5_000_000);
  });
});
