import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { dispatch } from '../../shared/app/dispatch.ts';
import { issue } from '../../shared/app/issue.ts';
import { canonical } from '../../shared/contract/canonical.ts';
import { codeOf } from './support/faults.ts';
import { dispatcher, officerA, police } from './support/people.ts';
import { command, fresh, paidAt, request } from './support/requests.ts';
import { type Rig, startRig } from './support/rig.ts';
import { stopped } from './support/said.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterEach(() => rig.expectSound());
afterAll(() => rig.stop());

const tenTimes = <T>(work: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: 10 }, work));

describe('one key raced by ten requests', () => {
  it('issues one instruction and gives every request its answer', async () => {
    const [key, body] = [command(), request()];
    const outcomes = await tenTimes(() => issue(rig.deps, dispatcher, key, body));
    expect(new Set(outcomes.map(({ answer }) => canonical(answer))).size).toBe(1);
    expect(outcomes.map(({ how }) => how).toSorted()).toEqual(['done', ...Array(9).fill('replay')]);
    expect(await rig.types(String(outcomes[0]?.answer.id))).toEqual(['issued']);
  });

  it('adds a transfer once', async () => {
    const ask = { incident: `JQ-${fresh()}`, account: `62306533${fresh()}` };
    const id = await rig.issued(ask);
    const [key, body] = [command(), request({ ...ask, transfers: [{ amount: 1, at: paidAt, serial: 'A' }] })];
    const outcomes = await tenTimes(() => issue(rig.deps, dispatcher, key, body));
    expect(new Set(outcomes.map(({ answer }) => canonical(answer))).size).toBe(1);
    expect(await rig.types(id)).toEqual(['issued', 'transfer-added']);
  });

  it('acknowledges once', async () => {
    const id = await rig.issued();
    const key = { ...command(), org: 'QHRCB' };
    const outcomes = await tenTimes(() => rig.act(id, officerA, { do: 'acknowledge' }, { command: key }));
    expect(new Set(outcomes.map(({ answer }) => canonical(answer))).size).toBe(1);
    expect(await rig.types(id)).toEqual(['issued', 'acknowledged']);
  });
});

describe('a key', () => {
  it('used for another body is refused', async () => {
    const key = command();
    await issue(rig.deps, dispatcher, key, request());
    expect(await codeOf(issue(rig.deps, dispatcher, { ...key, bodyHash: 'other' }, request()))).toBe(
      'idempotency-key-reused',
    );
  });

  it('of another organisation is another key', async () => {
    const id = await rig.issued();
    const key = command();
    await rig.act(id, officerA, { do: 'acknowledge' }, { command: { ...key, org: 'QHRCB' } });
    expect((await rig.act(id, police, { do: 'withdraw' }, { command: key })).how).toBe('done');
  });

  it('gives the first answer long after the instruction moved on', async () => {
    const id = await rig.issued();
    const key = { ...command(), org: 'QHRCB' };
    const first = await rig.act(id, officerA, { do: 'acknowledge' }, { command: key });
    await rig.act(id, officerA, stopped(rig.clock.now()));
    const again = await rig.act(id, officerA, { do: 'acknowledge' }, { command: key });
    expect(again).toMatchObject({ how: 'replay', answer: first.answer });
  });
});

describe('a replay of an issue', () => {
  it('sends the hint again while it still waits to be published', async () => {
    const [key, body] = [command(), request()];
    const { answer } = await issue(rig.deps, dispatcher, key, body);
    await issue(rig.deps, dispatcher, key, body);
    expect(rig.intakes(String(answer.id))).toHaveLength(2);
  });

  it('sends none once it was published', async () => {
    const [key, body] = [command(), request()];
    const { answer } = await issue(rig.deps, dispatcher, key, body);
    const id = String(answer.id);
    await dispatch(rig.deps, { id, attempt: 1 });
    await issue(rig.deps, dispatcher, key, body);
    expect(rig.intakes(id)).toHaveLength(1);
  });
});

it('a replayed correction sends the hint of its attempt again', async () => {
  const id = await rig.dispatched();
  await rig.act(id, officerA, { do: 'return', missing: 'name-missing' });
  const key = command();
  const correct = () => rig.act(id, police, { do: 'correct' }, { command: key, signer: rig.deps.signer });
  await correct();
  await correct();
  expect(rig.intakes(id).filter(({ attempt }) => attempt === 2)).toHaveLength(2);
});
