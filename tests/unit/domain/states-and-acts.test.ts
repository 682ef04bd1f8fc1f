import { describe, expect, it } from 'vitest';
import { type Act, type ActName, moves } from '../../../shared/domain/act.ts';
import type { Actor } from '../../../shared/domain/events.ts';
import { isFault } from '../../../shared/domain/fault.ts';
import { isOpen, type State, stateNames, states } from '../../../shared/domain/instruction.ts';
import { delivered, full, inState, mismatched, reported, returned, signed, t } from './support/lives.ts';
import { colleague, coordinator, dispatcher, officer, platform } from './support/people.ts';
import { hour, minute } from './support/policies.ts';
import type { Session } from './support/session.ts';

const now = t(10 * minute);
const doing: { readonly [N in ActName]: { readonly by: Actor; readonly act: Extract<Act, { do: N }> } } = {
  dispatch: { by: platform, act: { do: 'dispatch' } },
  deliver: { by: platform, act: { do: 'deliver', by: 'inbox' } },
  miss: { by: platform, act: { do: 'miss', channel: 'webhook', attempt: 1 } },
  page: { by: platform, act: { do: 'page', cause: 2, step: 0, rungs: ['A'], people: [] } },
  'pass-time': { by: platform, act: { do: 'pass-time' } },
  'expire-hold': { by: platform, act: { do: 'expire-hold', dueAt: now } },
  acknowledge: { by: officer, act: { do: 'acknowledge' } },
  'take-over': { by: colleague, act: { do: 'take-over' } },
  mark: { by: officer, act: { do: 'mark', mark: 'head-office' } },
  return: { by: officer, act: { do: 'return', missing: 'form-missing' } },
  dispose: { by: officer, act: { do: 'dispose', stated: full(t(9 * minute)) } },
  report: { by: officer, act: { do: 'report', onward: 1, stated: full(t(9 * minute)) } },
  'answer-withdrawal': { by: officer, act: { do: 'answer-withdrawal', executed: false } },
  'answer-phone-entry': { by: officer, act: { do: 'answer-phone-entry', entry: 3, confirms: true } },
  'confirm-release': { by: officer, act: { do: 'confirm-release', releasedAt: now } },
  'add-transfer': { by: dispatcher, act: { do: 'add-transfer', amount: 100 } },
  correct: { by: dispatcher, act: { do: 'correct' } },
  contest: { by: dispatcher, act: { do: 'contest' } },
  withdraw: { by: dispatcher, act: { do: 'withdraw' } },
  confirm: { by: dispatcher, act: { do: 'confirm' } },
  'file-paper': { by: dispatcher, act: { do: 'file-paper', document: '17号' } },
  'record-platform': { by: dispatcher, act: { do: 'record-platform', applicationId: '0101' } },
  rule: { by: coordinator, act: { do: 'rule', returnStands: false } },
  'rule-phone-entry': { by: coordinator, act: { do: 'rule-phone-entry', entry: 3, stands: true } },
};

/** The state after the act, `repeat`, or the code of the refusal: issued, acknowledged, returned, disposed, reported, closed, withdrawn. */
type Row = readonly [string, string, string, string, string, string, string];
const same: Row = states;
const all = (outcome: string): Row => [outcome, outcome, outcome, outcome, outcome, outcome, outcome];
const illegal = 'illegal-act';

const table: Readonly<Record<ActName, Row>> = {
  dispatch: ['repeat', 'repeat', 'repeat', 'repeat', 'repeat', 'repeat', 'withdrawn'],
  deliver: ['repeat', 'repeat', 'repeat', 'repeat', 'repeat', 'repeat', 'withdrawn'],
  miss: all('repeat'),
  page: same,
  'pass-time': ['issued', 'acknowledged', 'repeat', 'repeat', 'repeat', 'repeat', 'repeat'],
  'expire-hold': all('repeat'),
  acknowledge: ['acknowledged', 'repeat', 'repeat', 'repeat', 'repeat', 'repeat', 'withdrawn'],
  'take-over': [illegal, 'acknowledged', illegal, 'disposed', illegal, illegal, illegal],
  mark: ['acknowledged', 'acknowledged', illegal, illegal, illegal, illegal, illegal],
  return: ['returned', 'returned', 'repeat', illegal, illegal, illegal, illegal],
  dispose: ['disposed', 'disposed', 'disposed', 'disposed', 'reported', 'closed', 'withdrawn'],
  report: ['reported', 'reported', 'reported', 'reported', 'reported', 'closed', 'withdrawn'],
  'answer-withdrawal': [
    'no-withdrawal-asked',
    'no-withdrawal-asked',
    'no-withdrawal-asked',
    illegal,
    illegal,
    illegal,
    illegal,
  ],
  'answer-phone-entry': all('phone-entry'),
  'confirm-release': ['no-hold', 'no-hold', 'no-hold', 'disposed', 'reported', 'closed', 'no-hold'],
  'add-transfer': ['issued', 'acknowledged', 'returned', 'disposed', 'reported', 'closed', illegal],
  correct: [illegal, illegal, 'issued', 'nothing-to-correct', 'nothing-to-correct', illegal, illegal],
  contest: [illegal, illegal, 'returned', illegal, illegal, illegal, illegal],
  withdraw: ['issued', 'acknowledged', 'returned', illegal, illegal, illegal, 'repeat'],
  confirm: [illegal, illegal, illegal, illegal, 'closed', 'repeat', illegal],
  'file-paper': all('no-papers-awaited'),
  'record-platform': [
    'not-platform-route',
    'not-platform-route',
    illegal,
    'not-platform-route',
    'not-platform-route',
    illegal,
    illegal,
  ],
  rule: [illegal, illegal, 'not-contested', illegal, illegal, illegal, illegal],
  'rule-phone-entry': [
    'not-disputed',
    'not-disputed',
    'not-disputed',
    'not-disputed',
    'not-disputed',
    'not-disputed',
    'not-disputed',
  ],
};

const outcomeOf = (session: Session, { by, act }: { readonly by: Actor; readonly act: Act }): string => {
  const was = { progress: session.progress, hold: session.hold, count: session.events.length };
  try {
    return session.act(by, act, now) === 'repeat' ? 'repeat' : session.progress.state;
  } catch (error) {
    if (!isFault(error)) throw error;
    expect(error.kind).toBe(error.code === 'phone-entry' ? 'missing' : 'conflict');
    expect({ progress: session.progress, hold: session.hold, count: session.events.length }).toEqual(was);
    return error.code;
  }
};

const names = states.map((state, index) => ({ state, index }));
const cells = Object.entries(doing).flatMap(([name, wish]) =>
  names.map(({ state, index }) => ({
    name,
    state,
    wish,
    expected: Object.entries(table).find(([n]) => n === name)?.[1][index],
  })),
);

describe('every act in every state', () => {
  it.each(cells)('$name in $state: $expected', ({ state, wish, expected }) => {
    expect(outcomeOf(inState[state](), wish)).toBe(expected);
  });

  it('names every state and act once', () => {
    expect(Object.keys(table).toSorted()).toEqual(Object.keys(moves).toSorted());
    expect(Object.keys(stateNames)).toEqual([...states]);
    expect(states.filter(state => !isOpen(state))).toEqual(['closed', 'withdrawn']);
  });
});

describe('acts that need something open about the instruction', () => {
  const asked = (session: Session): Session => {
    session.act(dispatcher, { do: 'withdraw' }, t(6 * minute));
    return session;
  };
  const contested = (session: Session): Session => {
    session.act(dispatcher, { do: 'contest' }, t(6 * minute));
    return session;
  };
  const returnedUnsigned = (): Session => {
    const session = delivered();
    session.act(officer, { do: 'return', missing: 'form-missing' }, t(2 * minute));
    return session;
  };
  const yes: Act = { do: 'answer-withdrawal', executed: true };
  const no: Act = { do: 'answer-withdrawal', executed: false };
  const stands: Act = { do: 'rule', returnStands: true };
  const overruled: Act = { do: 'rule', returnStands: false };
  const mismatchReported = (): Session =>
    reported(undefined, { outcome: 'mismatch', code: '0301', executedAt: t(minute) });

  const rows: readonly (readonly [string, () => Session, Actor, Act, State])[] = [
    ['issued and asked back, executed', () => asked(delivered()), officer, yes, 'issued'],
    ['issued and asked back, not executed', () => asked(delivered()), officer, no, 'withdrawn'],
    ['acknowledged and asked back, executed', () => asked(signed()), officer, yes, 'acknowledged'],
    ['acknowledged and asked back, not executed', () => asked(signed()), officer, no, 'withdrawn'],
    ['returned and asked back, executed', () => asked(returned()), officer, yes, 'returned'],
    ['returned and asked back, not executed', () => asked(returned()), officer, no, 'withdrawn'],
    ['a contested return that stands', () => contested(returned()), coordinator, stands, 'returned'],
    ['an overruled return after signing', () => contested(returned()), coordinator, overruled, 'acknowledged'],
    ['an overruled return before signing', () => contested(returnedUnsigned()), coordinator, overruled, 'issued'],
    ['a mismatch corrected', () => mismatched(), dispatcher, { do: 'correct' }, 'issued'],
    ['a reported mismatch corrected', mismatchReported, dispatcher, { do: 'correct' }, 'issued'],
    ['closing by time', () => reported(), platform, { do: 'pass-time' }, 'closed'],
  ];
  it.each(rows)('%s', (_, make, by, act, expected) => {
    const session = make();
    const { progress } = session;
    session.act(by, act, t(30 * hour));
    expect(session.progress.state).toBe(expected);
    expect(session.progress.version).toBeGreaterThan(progress.version);
  });
});
