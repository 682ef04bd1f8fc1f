import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { issue } from '../../shared/app/issue.ts';
import { keys } from '../../shared/aws/keys.ts';
import { codeOf, retried } from './support/faults.ts';
import { coordinator, dispatcher, officerA, officerB, police } from './support/people.ts';
import { command, fresh, paidAt, request } from './support/requests.ts';
import { type Rig, startRig } from './support/rig.ts';
import { refused, stopped } from './support/said.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterEach(() => rig.expectSound());
afterAll(() => rig.stop());

const target = () => ({ incident: `JQ-${fresh()}`, account: `62306522${fresh()}` });
const another = () => [{ amount: 100, at: paidAt, serial: `N-${fresh()}` }];

/** One whose bank reports that nothing was stopped, closed by police: its slot is free. */
const endedWithoutHold = async (ask: ReturnType<typeof target>): Promise<string> => {
  const id = await rig.issued({ ...ask, transfers: another() });
  await rig.act(id, officerA, refused(rig.clock.now()));
  await rig.act(id, police, { do: 'confirm' });
  return id;
};

/** One that took effect and is over: its slot is used up. */
const used = async (ask: ReturnType<typeof target>): Promise<string> => {
  const id = await rig.issued({ ...ask, transfers: another() });
  await rig.act(id, officerA, stopped(rig.clock.now()));
  await rig.act(id, police, { do: 'confirm' });
  await rig.act(id, officerA, { do: 'confirm-release', releasedAt: rig.clock.now() });
  return id;
};

describe('the two stops of an account within a case', () => {
  it('are used up by executions, and a third issue is refused', async () => {
    const ask = target();
    await used(ask);
    await used(ask);
    expect(await codeOf(rig.issued({ ...ask, transfers: another() }))).toBe('third-stop');
  });

  it('are free again after an end without a hold', async () => {
    const ask = target();
    await used(ask);
    await endedWithoutHold(ask);
    await endedWithoutHold(ask);
    expect(await codeOf(rig.issued({ ...ask, transfers: another() }))).toBe('done');
  });

  it('are counted by case: another case has two of its own, and says why', async () => {
    const ask = target();
    await used(ask);
    await used(ask);
    const elsewhere = { ...ask, incident: `JQ-${fresh()}`, transfers: another() };
    expect(await codeOf(rig.issued(elsewhere))).toBe('history-needs-reason');
    expect(await codeOf(rig.issued({ ...elsewhere, more: { historyReason: '另案' } }))).toBe('done');
  });

  it('are never three, whatever twenty issues at once and an end in between do', async () => {
    const ask = target();
    await used(ask);
    const id = await rig.issued({ ...ask, transfers: another() });
    const storm = Array.from({ length: 20 }, () => retried(() => rig.issued({ ...ask, transfers: another() })));
    const end = retried(() => rig.act(id, officerA, stopped(rig.clock.now())));
    await Promise.all([...storm.map(one => codeOf(one)), end]);
    const slots = await rig.deps.ledger.slots(ask.incident, (await rig.read(id)).accounts);
    expect(Object.values(slots).map(ids => ids.length)).toEqual([2]);
  });

  it('are reserved under every valid key version, so that no rotation makes room for a third', async () => {
    const ask = target();
    const under = (...versions: string[]) => ({ ...rig.deps, fingerprints: rig.fingerprintsUnder(versions) });
    const one = async (deps: typeof rig.deps) => {
      const { answer } = await issue(deps, dispatcher, command(), request({ ...ask, transfers: another() }));
      await rig.act(String(answer.id), officerA, stopped(rig.clock.now()));
      await rig.act(String(answer.id), officerA, { do: 'confirm-release', releasedAt: rig.clock.now() });
    };
    await one(under('1'));
    await one(under('1', '2'));
    expect(await codeOf(one(under('1', '2')))).toBe('third-stop');
    expect(await codeOf(one(under('1')))).toBe('third-stop');
  });
});

describe('an execution that arrives after its slot was freed', () => {
  const late = async (ask: ReturnType<typeof target>): Promise<string> => {
    const id = await rig.issued({ ...ask, transfers: another() });
    await rig.act(id, police, { do: 'withdraw' });
    return id;
  };

  it('takes the slot back, and is flagged where two others have it', async () => {
    const ask = target();
    const id = await late(ask);
    await used(ask);
    await used(ask);
    await rig.act(id, officerA, stopped(rig.clock.now()));
    const { progress, accounts } = await rig.read(id);
    expect(progress.flags).toEqual(['after-withdrawal', 'third-stop']);
    const slots = await rig.deps.ledger.slots(ask.incident, accounts);
    expect(Object.values(slots).map(ids => ids.length)).toEqual([3]);
    expect(await codeOf(rig.issued({ ...ask, transfers: another() }))).toBe('third-stop');
  });

  it('is not flagged where there is room', async () => {
    const ask = target();
    const id = await late(ask);
    await used(ask);
    await rig.act(id, officerA, stopped(rig.clock.now()));
    expect((await rig.read(id)).progress.flags).toEqual(['after-withdrawal']);
  });

  it('is flagged once where two of them come at the same moment beside a used one', async () => {
    const ask = target();
    const ids = [await late(ask), await late(ask)];
    await used(ask);
    await Promise.all(ids.map(id => retried(() => rig.act(id, officerA, stopped(rig.clock.now())))));
    const flags = await Promise.all(ids.map(async id => (await rig.read(id)).progress.flags));
    expect(flags.flat().filter(flag => flag === 'third-stop')).toHaveLength(1);
  });
});

it('a withdrawal that the bank disputes opens the instruction again with its slot', async () => {
  const id = await rig.dispatched(target());
  await rig.act(id, police, { do: 'withdraw' });
  await rig.act(id, police, { do: 'answer-withdrawal', executed: false, phone: { person: 'QHRCB-01' } });
  const { progress } = await rig.read(id);
  expect(progress.state).toBe('withdrawn');
  await rig.act(id, officerB, { do: 'answer-phone-entry', entry: progress.phone[0]?.n ?? 0, confirms: false });
  expect((await rig.read(id)).progress.state).toBe('issued');
  await rig.act(id, coordinator, { do: 'rule-phone-entry', entry: progress.phone[0]?.n ?? 0, stands: true });
  expect((await rig.read(id)).progress.state).toBe('withdrawn');
});

it('a slot that changed between reading and writing is decided on again', async () => {
  const ask = target();
  const first = await rig.issued({ ...ask, transfers: another() });
  await rig.act(first, officerA, stopped(rig.clock.now()));
  await rig.act(first, officerA, { do: 'confirm-release', releasedAt: rig.clock.now() });
  const { accounts } = await rig.read(first);
  let meddled = false;
  const ground: typeof rig.deps.ledger.ground = async (...asked) => {
    const found = await rig.deps.ledger.ground(...asked);
    if (!meddled) await meddle(accounts[0] ?? '', ask.incident);
    meddled = true;
    return found;
  };
  const deps = { ...rig.deps, ledger: { ...rig.deps.ledger, ground } };
  expect(await codeOf(issue(deps, dispatcher, command(), request({ ...ask, transfers: another() })))).toBe(
    'third-stop',
  );
});

const meddle = (account: string, incident: string) =>
  rig.db.send(
    new UpdateCommand({
      TableName: rig.table,
      Key: keys.account(account),
      UpdateExpression: 'ADD #slot :id',
      ExpressionAttributeNames: { '#slot': `case#${incident}` },
      ExpressionAttributeValues: { ':id': new Set(['01KJQ6T0ZV8Q4N9E2M5R7S3XWY']) },
    }),
  );
