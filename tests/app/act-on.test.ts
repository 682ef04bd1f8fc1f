import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { actOn } from '../../shared/app/act-on.ts';
import type { Act } from '../../shared/domain/act.ts';
import { type Actor, platform } from '../../shared/domain/events.ts';
import { Fault } from '../../shared/domain/fault.ts';
import { codeOf, retried } from './support/faults.ts';
import { coordinator, officerA, officerB, police } from './support/people.ts';
import { type Rig, startRig } from './support/rig.ts';
import { refused, stopped } from './support/said.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterEach(() => rig.expectSound());
afterAll(() => rig.stop());

describe('two acts at once', () => {
  it('of two officers signing leave one signer, and the other is told who', async () => {
    const id = await rig.dispatched();
    const codes = await Promise.all([officerA, officerB].map(by => codeOf(rig.act(id, by, { do: 'acknowledge' }))));
    expect(codes.toSorted()).toEqual(['done', 'signed-by-another']);
  });

  it('of a withdrawal and an execution record both, the execution with its hold', async () => {
    const id = await rig.issued();
    await Promise.all(
      [
        retried(() => rig.act(id, police, { do: 'withdraw' })),
        retried(() => rig.act(id, officerA, stopped(rig.clock.now()))),
      ].map(work => codeOf(work)),
    );
    const { progress, hold } = await rig.read(id);
    expect(hold?.state).toBe('running');
    expect(['withdrawn', 'reported']).toContain(progress.state);
  });

  it('of the same report sent ten times record one', async () => {
    const id = await rig.dispatched();
    const at = rig.clock.now();
    await Promise.all(Array.from({ length: 10 }, () => retried(() => rig.act(id, officerA, stopped(at)))));
    expect((await rig.types(id)).filter(type => type === 'reported')).toHaveLength(1);
  });

  it('and thirty of all parties at once leave one sound chain', async () => {
    const id = await rig.dispatched();
    const at = rig.clock.now();
    const acts: readonly (readonly [Actor, Act])[] = [
      [officerA, { do: 'acknowledge' }],
      [officerB, { do: 'return', missing: 'name-missing' }],
      [officerA, stopped(at)],
      [officerB, refused(at)],
      [police, { do: 'withdraw' }],
      [police, { do: 'correct' }],
      [police, { do: 'add-transfer', amount: 100 }],
      [police, { do: 'contest' }],
      [coordinator, { do: 'rule', returnStands: false }],
      [platform, { do: 'deliver', by: 'inbox' }],
    ];
    const storm = [...acts, ...acts, ...acts].map(([by, act]) => codeOf(retried(() => rig.act(id, by, act))));
    const codes = await Promise.all(storm);
    expect(codes.filter(code => code === 'done').length).toBeGreaterThan(5);
  });
});

describe('a lost race', () => {
  const losing = (times: number) => {
    let left = times;
    const commit: typeof rig.deps.ledger.commit = change => {
      left -= 1;
      return left < 0 ? rig.deps.ledger.commit(change) : Promise.reject(new Fault('conflict', 'stale'));
    };
    return { ...rig.deps, ledger: { ...rig.deps.ledger, commit } };
  };

  it('is decided again, up to five times', async () => {
    const id = await rig.issued();
    expect(await codeOf(actOn(losing(5), { id, by: officerA, act: { do: 'acknowledge' } }))).toBe('done');
  });

  it('lost six times is the caller’s to send again', async () => {
    const id = await rig.issued();
    expect(await codeOf(actOn(losing(6), { id, by: officerA, act: { do: 'acknowledge' } }))).toBe('stale');
    expect(await rig.types(id)).toEqual(['issued']);
  });

  it('on what was read too early reads again', async () => {
    const id = await rig.issued();
    const known = await rig.read(id);
    await rig.act(id, platform, { do: 'dispatch', attempt: 1 });
    await rig.act(id, officerA, { do: 'acknowledge' }, { known });
    expect(await rig.types(id)).toEqual(['issued', 'dispatched', 'acknowledged']);
  });

  it('under If-Match is refused instead', async () => {
    const id = await rig.issued();
    await rig.act(id, officerA, { do: 'return', missing: 'name-missing' });
    const act: Act = { do: 'correct' };
    expect(await codeOf(rig.act(id, police, act, { ifNumber: 1 }))).toBe('changed-meanwhile');
    expect(await codeOf(rig.act(id, police, act, { ifNumber: 2 }))).toBe('done');
  });
});

it('every write of every transaction carries a condition', async () => {
  const written: NonNullable<TransactWriteCommandInput['TransactItems']> = [];
  const send = rig.db.send.bind(rig.db);
  Object.assign(rig.db, {
    send: (command: Parameters<typeof send>[0]) => {
      if (command instanceof TransactWriteCommand) written.push(...(command.input.TransactItems ?? []));
      return send(command);
    },
  });
  const id = await rig.dispatched();
  await rig.act(id, officerA, { do: 'acknowledge' });
  await rig.act(id, officerA, stopped(rig.clock.now()));
  await rig.act(id, officerA, { do: 'confirm-release', releasedAt: rig.clock.now() });
  const withdrawn = await rig.issued();
  await rig.act(withdrawn, police, { do: 'withdraw' });
  await rig.act(withdrawn, officerA, stopped(rig.clock.now()));
  Object.assign(rig.db, { send });
  const conditions = written.map(({ Put, Update }) => (Put ?? Update)?.ConditionExpression);
  expect(conditions.length).toBeGreaterThan(30);
  expect(conditions).not.toContain(undefined);
});

describe('hints', () => {
  it('that fail leave the act done', async () => {
    const lost = () => Promise.reject(new Fault('transient', 'service-busy'));
    const deps = { ...rig.deps, hints: { intake: lost, deadline: lost } };
    const id = await rig.dispatched();
    expect((await actOn(deps, { id, by: officerA, act: { do: 'acknowledge' } })).how).toBe('done');
  });

  it('go out for the hold as well as for the state', async () => {
    const id = await rig.issued();
    await rig.act(id, officerA, stopped(rig.clock.now() - 48 * 3_600_000 + 60_000));
    expect(rig.deadlines(id).filter(({ part }) => part === 'HOLD')).toHaveLength(1);
  });
});
