import { describe, expect, it } from 'vitest';
import { audiences } from '../../../shared/domain/audience.ts';
import type { Order } from '../../../shared/domain/instruction.ts';
import { acceptAll, steps } from './support/climbing.ts';
import { delivered, returned, t } from './support/lives.ts';
import { anOrder } from './support/orders.ts';
import { dispatcher, officer, platform } from './support/people.ts';
import { hour, minute, night, normal, second, urgent } from './support/policies.ts';
import { issued, type Session } from './support/session.ts';

describe('the ladder while nobody signs', () => {
  const rows: readonly (readonly [string, Partial<Order>, (readonly [number, number])[]])[] = [
    [
      'urgent',
      { policy: urgent },
      [
        [60, 1],
        [180, 2],
        [300, 3],
      ],
    ],
    [
      'normal at night',
      { policy: night, urgency: 'normal', hours: 'night' },
      [
        [60, 1],
        [180, 2],
        [300, 3],
      ],
    ],
    [
      'normal by day',
      { policy: normal, urgency: 'normal' },
      [
        [180, 1],
        [300, 2],
        [360, 3],
        [480, 4],
        [720, 5],
      ],
    ],
  ];
  it.each(rows)('climbs by its policy: %s', (_, over, expected) => {
    expect(steps(acceptAll(delivered(anOrder(over)), t(20 * minute)))).toEqual(expected);
  });

  it('pages each step’s own people on its own channel', () => {
    const session = acceptAll(delivered(), t(20 * minute));
    const paged = session
      .of('step-due')
      .map(e => audiences(session, e).map(({ party, rungs, channel }) => [party, rungs, channel]));
    expect(paged).toEqual([
      [['bank', ['A', 'B'], 'voice']],
      [['bank', ['head'], undefined]],
      [
        ['liaison', ['liaison'], undefined],
        ['police', ['police-desk'], undefined],
      ],
    ]);
  });

  it('stops with the signature', () => {
    const session = delivered();
    session.passTo(t(61 * second));
    session.act(officer, { do: 'acknowledge' }, t(62 * second));
    session.passTo(t(11 * minute));
    expect(steps(session)).toEqual([[60, 1]]);
  });

  it('starts afresh with each attempt', () => {
    const session = returned();
    session.act(dispatcher, { do: 'correct' }, t(10 * minute));
    session.act(platform, { do: 'dispatch' }, t(10 * minute));
    acceptAll(session, t(12 * minute));
    expect(steps(session)).toEqual([[660, 1]]);
  });

  it('chases the people of a direct bank whose system is silent', () => {
    const session = issued(anOrder({ route: 'direct' }));
    session.act(platform, { do: 'dispatch' }, t(300));
    session.passTo(t(59 * second));
    expect(session.of('step-due')).toEqual([]);
    expect(steps(acceptAll(session, t(20 * minute)))).toEqual([
      [60, 1],
      [180, 2],
      [300, 3],
    ]);
  });

  it('pages no supervisor, who reads a digest', () => {
    const ladder = [...urgent.ladder, { afterMs: 6 * minute, rungs: ['supervisor'] as const }];
    const session = delivered(anOrder({ policy: { ...urgent, ladder } }));
    acceptAll(session, t(5 * minute + 30 * second));
    session.passTo(t(hour));
    const last = session.of('step-due').at(-1);
    expect(last).toMatchObject({ at: t(6 * minute), data: { step: 4 } });
    expect(last && audiences(session, last)).toEqual([]);
  });
});

describe('a step that reaches nobody', () => {
  const page = (session: Session, cause: number, step: number, at: number, nobody = true) =>
    session.act(
      platform,
      {
        do: 'page',
        cause,
        step,
        rungs: session.order.policy.ladder[step]?.rungs ?? [],
        people: nobody ? [] : [{ person: 'li-na', channels: ['console'] }],
        ...(nobody ? { nobody: 'no-one-on-duty' } : {}),
      },
      at,
    );

  it('makes the next step due at once, and says so', () => {
    const session = issued();
    session.act(platform, { do: 'dispatch' }, t(300));
    page(session, 1, 0, t(400));
    expect(session.of('paged')[0]?.data).toMatchObject({ step: 0, people: [], nobody: 'no-one-on-duty' });
    expect(session.progress.dueAt).toBe(t(400));
    session.passTo(t(400));
    page(session, 4, 1, t(500));
    session.passTo(t(500));
    page(session, 5, 2, t(600), false);
    session.passTo(t(10 * second));
    expect(steps(session)).toEqual([
      [0.4, 1],
      [0.5, 2],
    ]);
  });

  it('is resolved once for each event that caused it', () => {
    const session = delivered();
    page(session, 1, 0, t(900), false);
    expect(page(session, 1, 0, t(950), false)).toBe('repeat');
    page(session, 3, 0, t(990), false);
    expect(session.of('paged')).toHaveLength(2);
  });

  it('leaves the later step alone when its own answer comes late', () => {
    const session = delivered();
    session.passTo(t(minute));
    page(session, 1, 0, t(61 * second));
    expect(session.progress.step).toMatchObject({ index: 1 });
    expect(session.progress.step).not.toHaveProperty('nobody');
  });

  it('at the top of the ladder leaves the reminders', () => {
    const session = delivered();
    acceptAll(session, t(5 * minute));
    session.passTo(t(5 * minute));
    page(session, session.progress.version, 3, t(5 * minute));
    session.passTo(t(hour));
    expect(session.of('reminded').length).toBeGreaterThan(1);
    const [first] = session.of('reminded');
    expect(first && audiences(session, first)).toEqual([
      { party: 'bank', rungs: ['A', 'B', 'head'], wants: 'acknowledgement' },
      { party: 'liaison', rungs: ['liaison'], wants: 'acknowledgement' },
    ]);
  });
});
