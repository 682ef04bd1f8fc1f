import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runDeadline } from '../../shared/app/run-deadline.ts';
import type { Deadline } from '../../shared/contract/messages.ts';
import { codeOf } from './support/faults.ts';
import { officerA, police } from './support/people.ts';
import { type Rig, startRig } from './support/rig.ts';
import { ring } from './support/ringing.ts';
import { stopped } from './support/said.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterEach(() => rig.expectSound());
afterAll(() => rig.stop());

const next = async (id: string): Promise<Deadline> => {
  const { round, dueAt } = (await rig.read(id)).progress;
  return { id, part: 'STATE', round, dueAt: dueAt ?? 0 };
};

describe('a deadline that fires', () => {
  it('is recorded at its time with what follows from it', async () => {
    const id = await rig.issued();
    const due = await next(id);
    rig.clock.set(due.dueAt);
    expect(await runDeadline(rig.deps, due)).toEqual({ how: 'rang', latenessMs: 0 });
    expect((await rig.types(id)).slice(1)).toEqual(['dispatch-due', 'breached']);
    expect(rig.intakes(id)).toHaveLength(2);
  });

  it('of an old round is moot', async () => {
    const id = await rig.issued();
    const due = await next(id);
    await rig.act(id, officerA, { do: 'acknowledge' });
    rig.clock.set(due.dueAt);
    const before = await rig.types(id);
    expect(await runDeadline(rig.deps, due)).toEqual({ how: 'moot' });
    expect(await rig.types(id)).toEqual(before);
  });

  it('twice, and five times at once, happens once', async () => {
    const id = await rig.issued();
    const due = await next(id);
    rig.clock.set(due.dueAt);
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => runDeadline(rig.deps, due)));
    expect(outcomes.filter(({ how }) => how === 'rang')).toHaveLength(1);
    expect(await runDeadline(rig.deps, due)).toEqual({ how: 'moot' });
    expect((await rig.types(id)).filter(type => type === 'dispatch-due')).toHaveLength(1);
  });

  it('that loses its race to the bank’s signature does nothing', async () => {
    const id = await rig.dispatched();
    const due = await next(id);
    rig.clock.set(due.dueAt);
    await Promise.all([runDeadline(rig.deps, due), rig.act(id, officerA, { do: 'acknowledge' })]);
    expect((await rig.read(id)).progress.state).toBe('acknowledged');
  });

  it('more than a second early is set again and changes nothing', async () => {
    const id = await rig.issued();
    const due = await next(id);
    const before = rig.deadlines(id).length;
    rig.clock.set(due.dueAt - 1_000);
    expect(await runDeadline(rig.deps, due)).toEqual({ how: 'early' });
    expect(rig.deadlines(id)).toHaveLength(before + 1);
    expect(await rig.types(id)).toEqual(['issued']);
  });

  it('less than a second early waits the rest, however the timers of the machine run', async () => {
    const id = await rig.issued();
    const due = await next(id);
    rig.clock.set(due.dueAt - 30);
    let looks = 0;
    const clock = () => {
      looks += 1;
      // The machine's timer rings while the clock still says that a moment is left.
      if (looks === 3) rig.clock.set(due.dueAt - 1);
      if (looks === 4) rig.clock.set(due.dueAt);
      return rig.clock.now();
    };
    expect(await runDeadline({ ...rig.deps, clock }, due)).toMatchObject({ how: 'rang' });
    expect((await rig.types(id)).slice(1)).toEqual(['dispatch-due', 'breached']);
  });

  it('an hour late skips the steps that were due and pages only for the latest', async () => {
    const id = await rig.dispatched();
    const due = await next(id);
    rig.clock.set(due.dueAt + 3_600_000);
    expect(await runDeadline(rig.deps, due)).toMatchObject({ how: 'rang' });
    const steps = (await rig.events(id)).flatMap(e =>
      e.type === 'step-due' || e.type === 'step-skipped' ? [[e.type, e.data.step]] : [],
    );
    expect(steps).toEqual([
      ['step-skipped', 1],
      ['step-skipped', 2],
      ['step-due', 3],
    ]);
  });

  it('of an instruction that is not there is missing', async () => {
    const gone: Deadline = { id: '01KJQ6T0ZV8Q4N9E2M5R7S3XWY', part: 'STATE', round: 1, dueAt: 0 };
    expect(await codeOf(runDeadline(rig.deps, gone))).toBe('instruction');
  });
});

describe('a hold', () => {
  const held = async (): Promise<{ id: string; due: Deadline }> => {
    const id = await rig.issued();
    await rig.act(id, officerA, stopped(rig.clock.now()));
    const { hold } = await rig.read(id);
    return { id, due: { id, part: 'HOLD', round: hold?.round ?? 0, dueAt: hold?.dueAt ?? 0 } };
  };

  it('expires by its own clock, long after its instruction was closed', async () => {
    const { id, due } = await held();
    await rig.act(id, police, { do: 'confirm' });
    rig.clock.set(due.dueAt);
    expect(await runDeadline(rig.deps, due)).toMatchObject({ how: 'rang' });
    expect(await rig.read(id)).toMatchObject({
      hold: { state: 'expired', dueAt: null },
      progress: { state: 'closed' },
    });
    expect(await runDeadline(rig.deps, due)).toEqual({ how: 'moot' });
  });

  it('that the bank released does not expire', async () => {
    const { id, due } = await held();
    await rig.act(id, officerA, { do: 'confirm-release', releasedAt: rig.clock.now() });
    rig.clock.set(due.dueAt);
    expect(await runDeadline(rig.deps, due)).toEqual({ how: 'moot' });
  });

  it('released and expired at the same moment ends once', async () => {
    const { id, due } = await held();
    rig.clock.set(due.dueAt);
    await Promise.all([
      runDeadline(rig.deps, due),
      rig.act(id, officerA, { do: 'confirm-release', releasedAt: due.dueAt }),
    ]);
    const { hold, progress } = await rig.read(id);
    expect([hold?.state, progress.hold]).toEqual(['released', 'released']);
  });
});

describe('the queue of deadlines', () => {
  const delays = async (work: () => Promise<unknown>): Promise<unknown[]> => {
    rig.delays.length = 0;
    await work();
    return [...rig.delays];
  };

  it('holds a message whole seconds, so that it never comes late', async () => {
    const dueAt = rig.clock.now() + 7_999;
    expect(await delays(() => rig.deps.hints.deadline({ id: 'x', part: 'STATE', round: 1, dueAt }))).toEqual([7]);
  });

  it('chains what is further off than fifteen minutes', async () => {
    const id = await rig.issued();
    await rig.act(id, officerA, stopped(rig.clock.now()));
    const due = await next(id);
    const hours = (due.dueAt - rig.clock.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(1);
    expect(await delays(() => runDeadline(rig.deps, due))).toEqual([900]);
    rig.clock.set(due.dueAt - 899_500);
    expect(await delays(() => runDeadline(rig.deps, due))).toEqual([899]);
  });

  it('gets a deadline nearer than two minutes at once, and no other', async () => {
    const id = await rig.issued({ urgency: 'normal' });
    expect(rig.deadlines(id)).toHaveLength(1);
    await rig.act(id, officerA, { do: 'acknowledge' });
    const { progress } = await rig.read(id);
    expect((progress.dueAt ?? 0) - rig.clock.now()).toBeGreaterThan(120_000);
    expect(rig.deadlines(id)).toHaveLength(1);
  });
});

it('a loop of timers until nobody answers ends in reminders, never in silence', async () => {
  const id = await rig.dispatched();
  for (let i = 0; i < 12; i += 1) await ring(rig, id);
  expect((await rig.read(id)).progress.dueAt).toBeGreaterThan(rig.clock.now());
});
