import {
  BatchGetCommand,
  type BatchGetCommandOutput,
  QueryCommand,
  type QueryCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { dynamoLedger } from '../../shared/aws/ledger.ts';
import { codeOf } from './support/faults.ts';
import { officerA, police } from './support/people.ts';
import { type Rig, startRig } from './support/rig.ts';
import { stopped } from './support/said.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterEach(() => rig.expectSound());
afterAll(() => rig.stop());

type Output = BatchGetCommandOutput & QueryCommandOutput;

/** The ledger over a table whose answers to reads are changed, the nth by the nth. */
const over = (...changes: ((output: Output) => Output)[]) => {
  const send = rig.db.send.bind(rig.db);
  const db = Object.assign(Object.create(rig.db), {
    send: async (command: Parameters<typeof send>[0]) => {
      const output = await send(command);
      if (!(command instanceof BatchGetCommand || command instanceof QueryCommand)) return output;
      const change = changes.shift() ?? (same => same);
      return change(output as Output);
    },
  });
  return dynamoLedger(db, rig.table, rig.clock.now);
};

const without =
  (sk: string) =>
  (output: Output): Output => ({
    ...output,
    Responses: { [rig.table]: (output.Responses?.[rig.table] ?? []).filter(item => item.sk !== sk) },
    Items: output.Items?.filter(item => item.sk !== sk),
  });

const unread = (output: Output): Output => ({
  ...output,
  Responses: { [rig.table]: [] },
  UnprocessedKeys: {
    [rig.table]: { Keys: (output.Responses?.[rig.table] ?? []).map(({ pk, sk }) => ({ pk, sk })) },
  },
});

describe('a read that a commit fell into', () => {
  const held = async (): Promise<string> => {
    const id = await rig.issued();
    await rig.act(id, officerA, stopped(rig.clock.now()));
    return id;
  };

  it('is repeated until state and hold agree', async () => {
    const id = await held();
    expect((await over(without('HOLD')).load(id))?.hold?.state).toBe('running');
    expect((await over(without('HOLD'), without('HOLD')).loadFor(id, 'QHRCB', 'k')).stored?.hold?.state).toBe(
      'running',
    );
    expect((await over(without('HOLD')).loadEvents([{ id, n: 2 }]))[0]?.stored.hold?.state).toBe('running');
  });

  it('is repeated until the history ends where the state does', async () => {
    const id = await held();
    expect((await over(without('EVT#000003')).history(id))?.events).toHaveLength(3);
  });

  it('is given as it is where it stays so, for a damaged record must be readable', async () => {
    const id = await held();
    const lasting = Array.from({ length: 9 }, () => without('EVT#000003'));
    expect((await over(...lasting).history(id))?.events).toHaveLength(2);
  });

  it('decides nothing that looks at the whole history', async () => {
    const id = await rig.dispatched();
    await rig.act(id, police, { do: 'acknowledge', phone: { person: 'QHRCB-02' } });
    const torn = Array.from({ length: 99 }, () => without('EVT#000002'));
    const deps = { ...rig.deps, ledger: over(same => same, ...torn) };
    const { actOn } = await import('../../shared/app/act-on.ts');
    const answer = actOn(deps, { id, by: officerA, act: { do: 'answer-phone-entry', entry: 3, confirms: false } });
    expect(await codeOf(answer)).toBe('stale');
  });
});

describe('keys that a busy table leaves unread', () => {
  it('are asked for again', async () => {
    const id = await rig.issued();
    expect((await over(unread, unread).load(id))?.order.id).toBe(id);
  });

  it('are a transient fault in the end', async () => {
    const id = await rig.issued();
    expect(await codeOf(over(...Array.from({ length: 9 }, () => unread)).load(id))).toBe('service-busy');
  });
});

it('more than a hundred keys are read in parts', async () => {
  const ids = await Promise.all(Array.from({ length: 40 }, () => rig.issued()));
  expect((await rig.deps.ledger.loadMany(ids)).map(({ order }) => order.id)).toEqual(ids);
});
