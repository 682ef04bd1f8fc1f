import { describe, expect, it } from 'vitest';
import type { Act } from '../../../shared/domain/act.ts';
import { audiences, pages, pagingEvents, wanted, wants } from '../../../shared/domain/audience.ts';
import { type EventType, eventTypes } from '../../../shared/domain/events.ts';
import { delivered, disposed, full, inState, reported, returned, signed, t } from './support/lives.ts';
import { anOrder } from './support/orders.ts';
import { coordinator, dispatcher, officer } from './support/people.ts';
import { hour, minute } from './support/policies.ts';
import type { Session } from './support/session.ts';

const lastOf = (session: Session, type: EventType) => {
  const e = session.of(type).at(-1);
  return e ? audiences(session, e).map(each => [each.party, each.signer ?? false, each.rungs, each.wants]) : undefined;
};
const doing = (session: Session, by: typeof officer, act: Act, at: number): Session => {
  session.act(by, act, at);
  return session;
};
const passing = (session: Session, at: number): Session => {
  session.passTo(at);
  return session;
};
const clockOf = (session: Session, type: 'warned' | 'breached' | 'reminded', clock: string) => {
  const e = session.of(type).find(({ data }) => data.clock === clock);
  return e ? audiences(session, e).map(each => [each.party, each.rungs, each.wants]) : undefined;
};

const signer = ['bank', true, ['A', 'B']] as const;
const desk = ['police', false, ['police-desk']] as const;
const point = ['liaison', false, ['liaison']] as const;

describe('whom an event concerns', () => {
  const asked = () => doing(signed(), dispatcher, { do: 'withdraw' }, t(2 * minute));
  const contested = () => doing(returned(), dispatcher, { do: 'contest' }, t(3 * minute));
  const called = () => doing(delivered(), coordinator, { do: 'acknowledge', phone: { person: 'li-na' } }, t(minute));
  const disputed = () =>
    doing(called(), officer, { do: 'answer-phone-entry', entry: 4, confirms: false }, t(2 * minute));
  const add: Act = { do: 'add-transfer', amount: 1 };

  const rows: readonly (readonly [string, EventType, () => Session, unknown])[] = [
    ['the first step of the ladder', 'issued', delivered, [['bank', false, ['A', 'B'], 'acknowledgement']]],
    [
      'the first step again',
      'resent',
      () => doing(returned(), dispatcher, { do: 'correct' }, t(3 * minute)),
      [['bank', false, ['A', 'B'], 'acknowledgement']],
    ],
    [
      'the signer, to execute',
      'transfer-added',
      () => doing(signed(), dispatcher, add, t(2 * minute)),
      [[...signer, 'execution']],
    ],
    [
      'the signer, to know',
      'transfer-added',
      () => doing(disposed(), dispatcher, add, t(5 * minute)),
      [[...signer, 'know']],
    ],
    [
      'the signer, to know, while police correct',
      'transfer-added',
      () => doing(returned(), dispatcher, add, t(5 * minute)),
      [[...signer, 'know']],
    ],
    ['the signer, to answer', 'withdrawal-asked', asked, [[...signer, 'withdrawal-answer']]],
    [
      'police, of the answer',
      'withdrawal-answered',
      () => doing(asked(), officer, { do: 'answer-withdrawal', executed: true }, t(3 * minute)),
      [[...desk, 'know']],
    ],
    ['police, to correct', 'returned', returned, [[...desk, 'correction']]],
    ['the liaison point, to rule', 'contested', contested, [[...point, 'ruling']]],
    [
      'both, of the ruling',
      'ruled',
      () => doing(contested(), coordinator, { do: 'rule', returnStands: true }, t(4 * minute)),
      [
        [...signer, 'know'],
        [...desk, 'know'],
      ],
    ],
    ['police, of the execution', 'disposed', disposed, [[...desk, 'know']]],
    ['police, of the report', 'reported', reported, [[...desk, 'know']]],
    ['the bank, of what was entered for it', 'acknowledged', called, [[...signer, 'phone-answer']]],
    ['the liaison point, of the dispute', 'phone-disputed', disputed, [[...point, 'ruling']]],
    [
      'both, of the ruling on the call',
      'phone-ruled',
      () => doing(disputed(), coordinator, { do: 'rule-phone-entry', entry: 4, stands: true }, t(3 * minute)),
      [
        [...signer, 'know'],
        [...desk, 'know'],
      ],
    ],
    [
      'police and bank, of the expiry',
      'hold-expired',
      () => passing(reported(), t(49 * hour)),
      [
        [...desk, 'know'],
        [...signer, 'release'],
      ],
    ],
    [
      'police, of the release',
      'released',
      () => doing(reported(), officer, { do: 'confirm-release', releasedAt: t(hour) }, t(hour)),
      [[...desk, 'know']],
    ],
    ['nobody, of a signature', 'acknowledged', signed, []],
    ['nobody, of the confirmation', 'closed', inState.closed, []],
  ];
  it.each(rows)('is %s (%s)', (_, type, make, expected) => {
    expect(lastOf(make(), type)).toEqual(expected);
  });

  it('is the owner of each clock when it warns, and more people when it is breached', () => {
    const late = passing(signed(), t(3 * hour));
    expect(clockOf(late, 'warned', 'dispose')).toEqual([['bank', ['A', 'B'], 'execution']]);
    expect(clockOf(late, 'breached', 'dispose')).toEqual([['bank', ['A', 'B', 'head'], 'execution']]);
    expect(clockOf(late, 'reminded', 'dispose')).toEqual([['bank', ['A', 'B', 'head'], 'execution']]);
    expect(clockOf(passing(disposed(), t(hour)), 'breached', 'report')).toEqual([
      ['bank', ['A', 'B', 'head'], 'feedback'],
    ]);
    expect(clockOf(passing(returned(), t(hour)), 'breached', 'correct')).toEqual([
      ['police', ['police-desk'], 'correction'],
    ]);
    expect(clockOf(passing(contested(), t(hour)), 'breached', 'ruling')).toEqual([['liaison', ['liaison'], 'ruling']]);
    expect(clockOf(passing(asked(), t(hour)), 'warned', 'withdraw')).toEqual([
      ['bank', ['A', 'B'], 'withdrawal-answer'],
    ]);
    expect(clockOf(passing(reported(), t(50 * hour)), 'breached', 'release')).toEqual([
      ['bank', ['A', 'B', 'head'], 'release'],
    ]);
  });

  it('is left to the ladder until the signature’s breach', () => {
    const silent = passing(delivered(), t(3 * hour));
    expect(clockOf(silent, 'warned', 'acknowledge')).toEqual([]);
    expect(clockOf(silent, 'breached', 'acknowledge')).toEqual([]);
    expect(clockOf(silent, 'reminded', 'acknowledge')).toHaveLength(2);
  });

  it('is nobody for what the system owes itself', () => {
    const session = passing(inState.issued(anOrder()), t(minute));
    expect(clockOf(session, 'breached', 'dispatch')).toBeUndefined();
    expect(
      audiences(session, { type: 'breached', n: 9, at: t(0), by: officer, data: { clock: 'dispatch', dueAt: t(0) } }),
    ).toEqual([]);
  });
});

describe('what wakes the pager', () => {
  it('is not the ordinary way of an instruction, whose first page goes out with its dispatch', () => {
    expect(
      inState
        .closed()
        .events.filter(pages)
        .map(({ type }) => type),
    ).toEqual(['disposed', 'reported']);
  });

  it('is named once among the event types', () => {
    expect(new Set(eventTypes).size).toBe(eventTypes.length);
    expect([...pagingEvents].every(type => eventTypes.some(known => known === type))).toBe(true);
  });
});

describe('a page that asks for an act is sent only while the act is wanted', () => {
  const contested = () => doing(returned(), dispatcher, { do: 'contest' }, t(3 * minute));
  const asked = () => doing(delivered(), dispatcher, { do: 'withdraw' }, t(3 * minute));
  const called = () =>
    doing(
      signed(),
      dispatcher,
      { do: 'report', onward: 0, stated: full(t(minute)), phone: { person: 'li-na' } },
      t(5 * minute),
    );
  const disputed = () =>
    doing(called(), officer, { do: 'answer-phone-entry', entry: 6, confirms: false }, t(6 * minute));
  const rows: readonly (readonly [string, () => Session, readonly string[]])[] = [
    ['issued', delivered, ['acknowledgement', 'execution']],
    ['acknowledged', signed, ['execution']],
    ['returned', returned, ['correction']],
    ['contested', contested, ['ruling']],
    ['asked back', asked, ['withdrawal-answer']],
    ['disposed', disposed, ['feedback']],
    ['reported', reported, ['confirmation']],
    ['reported by telephone', called, ['phone-answer', 'confirmation']],
    ['disputed', disputed, ['execution', 'ruling']],
    ['reported without its papers', () => reported(anOrder({ applicationType: '04' })), ['papers', 'confirmation']],
    ['closed with its hold run out', () => passing(reported(), t(49 * hour)), ['release']],
    ['closed', inState.closed, []],
    ['withdrawn', inState.withdrawn, []],
  ];
  it.each(rows)('%s: %#', (_, make, expected) => {
    const session = make();
    const is = wants.filter(act => wanted(session, act, 1));
    expect(is.toSorted()).toEqual([...expected, 'know'].toSorted());
  });

  it('and only within its attempt, where the act belongs to one', () => {
    expect(wants.filter(act => wanted(delivered(), act, 2))).toEqual(['know']);
  });
});
