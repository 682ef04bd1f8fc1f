import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../shared/domain/policy.ts';
import { steps } from './support/climbing.ts';
import { delivered, t } from './support/lives.ts';
import { anOrder } from './support/orders.ts';
import { platform } from './support/people.ts';
import { hour, minute, normal, second, urgent } from './support/policies.ts';
import { issued, type Session } from './support/session.ts';

describe('the delivery timer of a step', () => {
  const again = (session: Session) =>
    session.of('step-due').flatMap(({ at, data }) => (data.again ? [[(at - t(0)) / second, data.step]] : []));

  const alone = (rungs: Policy['ladder'][number]['rungs']) =>
    anOrder({ policy: { ...urgent, ladder: [{ afterMs: 0, rungs }] } });

  it('runs the first step again 30 seconds after the dispatch, then with growing patience', () => {
    const session = issued(alone(['A']));
    session.act(platform, { do: 'dispatch' }, t(0));
    session.passTo(t(900 * second));
    expect(again(session)).toEqual([30, 65, 110, 200, 530, 860].map(at => [at, 0]));
  });

  it('waits for whoever of a step is paged at all', () => {
    const mixed = issued(alone(['head', 'supervisor']));
    mixed.act(platform, { do: 'dispatch' }, t(0));
    mixed.passTo(t(minute));
    expect(again(mixed)).toEqual([[30, 0]]);
    const nobody = issued(alone(['supervisor']));
    nobody.act(platform, { do: 'dispatch' }, t(0));
    nobody.passTo(t(minute));
    expect(again(nobody)).toEqual([]);
  });

  it('belongs to each step by itself, also once the bank has the instruction', () => {
    const session = delivered();
    session.passTo(t(91 * second));
    expect(again(session)).toEqual([[90, 1]]);
    session.act(platform, { do: 'deliver', by: 'page', step: 1 }, t(92 * second));
    session.passTo(t(179 * second));
    expect(again(session)).toEqual([[90, 1]]);
    expect(session.progress.facts.delivered).toEqual({ at: t(800) });
  });

  it('does not take the page of an earlier step for its own', () => {
    const session = delivered();
    session.passTo(t(minute));
    expect(session.act(platform, { do: 'deliver', by: 'page', step: 0 }, t(61 * second))).toBe('repeat');
    expect(session.progress.step.accepted).toBe(false);
  });

  it('is satisfied by the liaison point’s page, which is no delivery to the bank', () => {
    const session = issued();
    session.act(platform, { do: 'dispatch' }, t(0));
    session.passTo(t(5 * minute));
    session.act(platform, { do: 'deliver', by: 'page', step: 3, party: 'liaison' }, t(5 * minute + second));
    expect(session.progress.step).toMatchObject({ index: 3, accepted: true });
    expect(session.progress.facts).not.toHaveProperty('delivered');
  });

  it('gives up after four more tries once the bank has the instruction, and never before', () => {
    const had = delivered();
    had.passTo(t(2 * hour));
    expect(again(had).filter(([, step]) => step === 3)).toHaveLength(4);
    const never = issued();
    never.act(platform, { do: 'dispatch' }, t(0));
    never.passTo(t(2 * hour));
    expect(again(never).filter(([, step]) => step === 3).length).toBeGreaterThan(10);
  });
});

describe('after an outage', () => {
  it('only the latest due step pages; the others stand as skipped', () => {
    const session = delivered(anOrder({ policy: normal, urgency: 'normal' }));
    session.wakeAt(t(9 * minute));
    expect(steps(session)).toEqual([[540, 4]]);
    expect(session.of('step-skipped').map(({ data }) => data)).toEqual([
      { step: 1, dueAt: t(3 * minute) },
      { step: 2, dueAt: t(5 * minute) },
      { step: 3, dueAt: t(6 * minute) },
    ]);
  });

  it('steps meant for the same moment all page', () => {
    const ladder = [
      { afterMs: 0, rungs: ['A'] as const },
      { afterMs: minute, rungs: ['B'] as const },
      { afterMs: 5 * minute, rungs: ['liaison'] as const },
      { afterMs: 5 * minute, rungs: ['police-desk'] as const },
    ];
    const session = delivered(anOrder({ policy: { ...urgent, ladder } }));
    session.wakeAt(t(6 * minute));
    expect(steps(session)).toEqual([
      [360, 2],
      [360, 3],
    ]);
    expect(session.of('step-skipped').map(({ data }) => data.step)).toEqual([1]);
  });

  it('a step that was to run again makes way for the next', () => {
    const session = issued();
    session.act(platform, { do: 'dispatch' }, t(0));
    session.wakeAt(t(2 * minute));
    expect(session.of('step-due').map(({ data }) => data)).toEqual([{ step: 1, dueAt: t(minute) }]);
  });
});
