import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { issue } from '../../shared/app/issue.ts';
import { runDeadline } from '../../shared/app/run-deadline.ts';
import { type Swept, sweep } from '../../shared/app/sweep.ts';
import { dynamoDueIndex } from '../../shared/aws/due-index.ts';
import type { Deadline } from '../../shared/contract/messages.ts';
import type { DueIndex } from '../../shared/contract/sweeping.ts';
import { dispatcher, officerA } from './support/people.ts';
import { command, request } from './support/requests.ts';
import { type Rig, startRig } from './support/rig.ts';
import { stopped } from './support/said.ts';

const minute = 60_000;
let rig: Rig;
let index: DueIndex;
beforeEach(async () => {
  rig = await startRig();
  index = dynamoDueIndex(rig.db, rig.table);
});
afterEach(async () => {
  await rig.expectSound();
  await rig.stop();
});

/** Sweeps, and tells what it queued, in order. */
const swept = async (by: Partial<DueIndex> = {}): Promise<Swept & { due: Deadline[] }> => {
  const due: Deadline[] = [];
  const queue = async (deadlines: readonly Deadline[]) => void due.push(...deadlines);
  return { ...(await sweep({ index: { ...index, ...by }, queue, clock: rig.clock.now })), due };
};
const lost = () => Promise.reject(new Error('lost'));

/** An instruction all of whose hints were lost on the way. */
const unhinted = async (): Promise<string> => {
  const hints = { intake: lost, deadline: lost };
  const { answer } = await issue({ ...rig.deps, hints }, dispatcher, command(), request());
  return String(answer.id);
};
const dueOf = async (id: string): Promise<Deadline> => {
  const { round, dueAt } = (await rig.read(id)).progress;
  return { id, part: 'STATE', round, dueAt: dueAt ?? 0 };
};

describe('a sweep', () => {
  it('finds what is due within two minutes though every hint was lost, and what follows sends them again', async () => {
    const id = await unhinted();
    const { due } = await swept();
    expect(due).toEqual([await dueOf(id)]);
    rig.clock.pass(5_000);
    await Promise.all(due.map(each => runDeadline(rig.deps, each)));
    expect(rig.intakes(id)).toEqual([{ id, attempt: 1 }]);
  });

  it('leaves what is due later to later sweeps', async () => {
    const id = await rig.issued({ urgency: 'normal' });
    await rig.act(id, officerA, { do: 'acknowledge' });
    const { dueAt } = await dueOf(id);
    expect((await swept()).due).toEqual([]);
    rig.clock.set(dueAt - 2 * minute);
    expect((await swept()).due).toEqual([await dueOf(id)]);
  });

  it('the first ever looks back to the first instruction', async () => {
    const id = await unhinted();
    rig.clock.pass(40 * 24 * 60 * minute);
    expect((await swept()).due).toEqual([await dueOf(id)]);
  });

  it('queues the oldest first, holds among them', async () => {
    const held = await rig.issued();
    await rig.act(held, officerA, stopped(rig.clock.now()));
    rig.clock.pass(47 * 60 * minute);
    const first = await unhinted();
    rig.clock.pass(3 * minute);
    const second = await unhinted();
    rig.clock.pass(58 * minute);
    const { due } = await swept();
    expect(due.map(({ id, part }) => [id, part])).toEqual([
      [held, 'STATE'],
      [first, 'STATE'],
      [second, 'STATE'],
      [held, 'HOLD'],
    ]);
  });

  it('passes a minute only when it is five minutes old and was read empty', async () => {
    const start = Math.floor(rig.clock.now() / minute) * minute;
    rig.clock.set(start + 30_000);
    const { cursor } = await swept();
    expect(cursor).toBe(start - 5 * minute);
    const id = await unhinted();
    rig.clock.pass(20 * minute);
    expect((await swept()).cursor).toBe(start);
    await rig.act(id, officerA, stopped(rig.clock.now()));
    expect((await swept()).cursor).toBe(start + 15 * minute);
  });

  it('queues an item that is stuck for an hour again every minute, and gets on once it moves', async () => {
    const id = await unhinted();
    const stuck = await dueOf(id);
    for (let i = 0; i < 60; i += 1) {
      rig.clock.pass(minute);
      const { due, cursor } = await swept();
      expect(due).toContainEqual(stuck);
      expect(cursor).toBeLessThanOrEqual(stuck.dueAt);
    }
    await runDeadline(rig.deps, stuck);
    await rig.act(id, officerA, stopped(rig.clock.now()));
    expect((await swept()).cursor).toBeGreaterThan(rig.clock.now() - 7 * minute);
  });

  it('finds what an index that lags showed only minutes later', async () => {
    await swept();
    const id = await unhinted();
    const shownAt = rig.clock.now() + 4 * minute;
    const read: DueIndex['read'] = async at => (rig.clock.now() < shownAt ? [] : index.read(at));
    for (let i = 0; i < 4; i += 1) {
      expect((await swept({ read })).due).toEqual([]);
      rig.clock.pass(minute);
    }
    expect((await swept({ read })).due).toEqual([await dueOf(id)]);
  });

  it('finds what was written overdue after the cursor had passed its minute', async () => {
    const id = await rig.issued();
    rig.clock.pass(30 * minute);
    await rig.act(id, officerA, stopped(rig.clock.now()));
    rig.clock.pass(72 * 60 * minute);
    await swept();
    const before = await index.cursor();
    await rig.act(id, { org: 'LIAISON', party: 'platform' }, { do: 'expire-hold', dueAt: 0 });
    const { hold, progress } = await rig.read(id);
    expect(hold?.state).toBe('expired');
    expect(progress.dueAt).toBeLessThan(before ?? 0);
    expect((await swept()).due).toContainEqual(await dueOf(id));
  });

  it('that is killed half-way loses nothing: the next begins where it began', async () => {
    await swept();
    const ids = [];
    for (let i = 0; i < 4; i += 1) {
      ids.push(await unhinted());
      rig.clock.pass(7 * minute);
    }
    await expect(sweep({ index, queue: lost, clock: rig.clock.now })).rejects.toThrow('lost');
    expect((await swept()).due.map(({ id }) => id)).toEqual(ids);
  });

  it('fails loudly where a shard cannot be read, and keeps its cursor', async () => {
    await swept();
    const before = await index.cursor();
    rig.clock.pass(20 * minute);
    await expect(swept({ read: lost })).rejects.toThrow('lost');
    expect(await index.cursor()).toBe(before);
  });

  it('five at once agree on the cursor and queue the same', async () => {
    await swept();
    const id = await unhinted();
    rig.clock.pass(30 * minute);
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => swept()));
    expect(new Set(all.map(({ cursor }) => cursor)).size).toBe(1);
    expect(all.map(({ due }) => due.map(each => each.id))).toEqual(Array(5).fill([id]));
    expect(await index.cursor()).toBe(all[0]?.cursor);
  });

  it('after three weeks without one finds everything in one pass, and goes on minute by minute from there', async () => {
    await swept();
    const overdue = await unhinted();
    rig.clock.pass(21 * 24 * 60 * minute);
    const fresh = await unhinted();
    const reads: number[] = [];
    const read: DueIndex['read'] = at => {
      reads.push(at);
      return index.read(at);
    };
    const { due, cursor } = await swept({ read });
    expect(due.map(({ id }) => id)).toEqual([overdue, fresh]);
    expect(cursor).toBeLessThan((await dueOf(overdue)).dueAt);
    expect(reads).toEqual([]);
    await runDeadline(rig.deps, await dueOf(overdue));
    await rig.act(overdue, officerA, stopped(rig.clock.now()));
    await swept();
    expect((await swept({ read })).due.map(({ id }) => id)).toEqual([fresh]);
    expect(reads.length).toBeGreaterThan(0);
  });
});

describe('after ten minutes without anything running', () => {
  it('what is due is queued oldest first, and each instruction pages only its latest due step', async () => {
    const ids = [];
    for (let i = 0; i < 3; i += 1) {
      ids.push(await rig.dispatched());
      rig.clock.pass(1_000);
    }
    await swept();
    rig.clock.pass(10 * minute);
    const { due } = await swept();
    expect(due.map(({ id }) => id)).toEqual(ids);
    for (const each of due) await runDeadline(rig.deps, each);
    for (const id of ids) {
      const events = await rig.events(id);
      const steps = events.flatMap(e =>
        e.type === 'step-due' || e.type === 'step-skipped' ? [`${e.type} ${e.data.step}`] : [],
      );
      expect(steps).toEqual(['step-skipped 1', 'step-skipped 2', 'step-due 3']);
      expect(events.filter(({ type }) => type === 'breached').map(e => e.type === 'breached' && e.data.clock)).toEqual([
        'delivery',
        'acknowledge',
      ]);
    }
    for (const each of (await swept()).due) expect(each.dueAt).toBeGreaterThan(rig.clock.now());
  });
});
