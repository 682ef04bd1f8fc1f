import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { issue } from '../../shared/app/issue.ts';
import { type SealDeps, sealDays } from '../../shared/app/seal-day.ts';
import { connect, patient } from '../../shared/aws/connect.ts';
import { dynamoTouched, s3Heads } from '../../shared/aws/heads.ts';
import { headPayload } from '../../shared/contract/export.ts';
import { verifyDetached } from '../../shared/contract/jws.ts';
import { dayHead, genesis } from '../../shared/contract/record.ts';
import { dayStart } from '../../shared/domain/calendar.ts';
import { dispatcher, officerA, police } from './support/people.ts';
import { command, request } from './support/requests.ts';
import { type Rig, startRig } from './support/rig.ts';
import { stopped } from './support/said.ts';

const zone = 'Asia/Shanghai';
const hour = 3_600_000;
let rig: Rig;
let deps: SealDeps;
let s3: S3Client;
beforeEach(async () => {
  rig = await startRig();
  s3 = connect(S3Client, patient);
  await s3.send(new CreateBucketCommand({ Bucket: 'heads' }));
  const { ledger, signer } = rig.deps;
  const heads = s3Heads(s3, 'heads', rig.db, rig.table);
  deps = { ledger, signer, heads, zone, touched: dynamoTouched(rig.db, rig.table), clock: rig.clock.now };
});
afterEach(async () => {
  await rig.expectSound();
  s3.destroy();
  await rig.stop();
});

/** Ten past midnight of a local day, when sealing is due. */
const night = (day: string): void => rig.clock.set(dayStart(day, zone) + 600_000);
const at = (day: string, hours: number): void => rig.clock.set(dayStart(day, zone) + hours * hour);
const entries = async (day: string) => (await deps.heads.read(day))?.entries.map(({ id, n }) => [id, n]);
const head = async (day: string) => (await deps.heads.read(day))?.hash;

describe('sealing a day', () => {
  it('signs a head over the last event of every instruction of that day', async () => {
    at('2026-11-20', 10);
    const [first, second] = [await rig.issued(), await rig.issued()];
    await rig.act(first, officerA, stopped(rig.clock.now()));
    night('2026-11-21');
    expect(await sealDays(deps)).toEqual(['2026-11-20']);
    const record = await deps.heads.read('2026-11-20');
    expect(new Map(record?.entries.map(({ id, n }) => [id, n]))).toEqual(
      new Map([
        [first, 3],
        [second, 1],
      ]),
    );
    expect(record?.prev).toBe(genesis);
    if (!record) throw new Error('no head');
    expect(await verifyDetached(record.jws, headPayload(record), rig.jwks, 'day-head')).toBe(true);
    expect(record).toMatchObject(await dayHead(record.entries, genesis, '2026-11-20'));
  });

  it('a second time changes nothing', async () => {
    at('2026-11-20', 10);
    await rig.issued();
    night('2026-11-21');
    await sealDays(deps);
    const before = await deps.heads.read('2026-11-20');
    expect(await sealDays(deps)).toEqual([]);
    expect(await deps.heads.read('2026-11-20')).toEqual(before);
  });

  it('twice at once leaves one chain of heads', async () => {
    at('2026-11-18', 10);
    await rig.issued();
    night('2026-11-21');
    await Promise.all([sealDays(deps), sealDays(deps)]);
    expect(await deps.heads.last()).toBe('2026-11-20');
    for (const [day, after] of [
      ['2026-11-18', '2026-11-19'],
      ['2026-11-19', '2026-11-20'],
    ] as const)
      expect((await deps.heads.read(after))?.prev).toBe(await head(day));
  });

  it('that died between the head and the cursor keeps the head that stands', async () => {
    at('2026-11-20', 10);
    await rig.issued();
    night('2026-11-21');
    const write: SealDeps['heads']['write'] = async record => {
      await deps.heads.write(record);
      throw new Error('died');
    };
    const last = () => Promise.resolve(undefined);
    await expect(sealDays({ ...deps, heads: { ...deps.heads, write, last } })).rejects.toThrow('died');
    const standing = await deps.heads.read('2026-11-20');
    await sealDays({ ...deps, heads: { ...deps.heads, last } });
    expect(await deps.heads.read('2026-11-20')).toEqual(standing);
  });

  it('leaves the day that has not ended', async () => {
    at('2026-11-20', 10);
    await rig.issued();
    at('2026-11-20', 23.9);
    expect(await sealDays(deps)).toEqual(['2026-11-19']);
    expect(await entries('2026-11-20')).toBeUndefined();
  });

  it('cuts days at local midnight, not at UTC’s', async () => {
    at('2026-11-20', 23.5);
    const evening = await rig.issued();
    at('2026-11-21', 0.05);
    const morning = await rig.issued();
    at('2026-11-22', 0.2);
    await sealDays(deps);
    expect(await entries('2026-11-20')).toEqual([[evening, 1]]);
    expect(await entries('2026-11-21')).toEqual([[morning, 1]]);
  });
});

describe('the days in between', () => {
  it('without events are sealed empty and linked', async () => {
    at('2026-11-16', 10);
    await rig.issued();
    night('2026-11-17');
    await sealDays(deps);
    night('2026-11-20');
    expect(await sealDays(deps)).toEqual(['2026-11-17', '2026-11-18', '2026-11-19']);
    expect(await entries('2026-11-18')).toEqual([]);
    expect((await deps.heads.read('2026-11-18'))?.prev).toBe(await head('2026-11-17'));
  });

  it('of a missed week are caught up, each with what happened on it', async () => {
    at('2026-11-10', 10);
    await rig.issued();
    night('2026-11-11');
    await sealDays(deps);
    at('2026-11-12', 10);
    const moving = await rig.issued();
    at('2026-11-14', 10);
    await rig.act(moving, officerA, stopped(rig.clock.now()));
    at('2026-11-16', 10);
    await rig.act(moving, police, { do: 'confirm' });
    night('2026-11-18');
    expect(await sealDays(deps)).toHaveLength(7);
    expect(await entries('2026-11-12')).toEqual([[moving, 1]]);
    expect(await entries('2026-11-13')).toEqual([]);
    expect(await entries('2026-11-14')).toEqual([[moving, 3]]);
    expect(await entries('2026-11-16')).toEqual([[moving, 4]]);
  });

  it('since the first instruction are sealed by the first run, however late it comes', async () => {
    at('2026-11-12', 10);
    const id = await rig.issued();
    night('2026-11-16');
    expect(await sealDays(deps)).toEqual(['2026-11-12', '2026-11-13', '2026-11-14', '2026-11-15']);
    expect(await entries('2026-11-12')).toEqual([[id, 1]]);
  });

  it('an instruction that moved since the day ended is sealed as it stood at its end', async () => {
    at('2026-11-20', 10);
    const id = await rig.issued();
    at('2026-11-21', 0.1);
    await rig.act(id, officerA, stopped(rig.clock.now()));
    night('2026-11-21');
    await sealDays(deps);
    expect(await entries('2026-11-20')).toEqual([[id, 1]]);
  });

  it('one that moves while the day is sealed is sealed as it stood', async () => {
    at('2026-11-20', 10);
    const id = await rig.issued();
    night('2026-11-21');
    const touched: SealDeps['touched'] = async (...days) => {
      const ids = await deps.touched(...days);
      await rig.act(id, officerA, { do: 'acknowledge' });
      return ids;
    };
    await sealDays({ ...deps, touched });
    expect(await entries('2026-11-20')).toEqual([[id, 1]]);
  });

  it('a head that was lost stops the sealing rather than starting a new chain', async () => {
    at('2026-11-19', 10);
    await rig.issued();
    night('2026-11-20');
    await sealDays(deps);
    night('2026-11-21');
    const read = () => Promise.resolve(undefined);
    await expect(sealDays({ ...deps, heads: { ...deps.heads, read } })).rejects.toMatchObject({
      code: 'day-head-lost',
    });
  });
});

it('an instruction issued after the day is none of it', async () => {
  at('2026-11-20', 10);
  const id = await rig.issued();
  at('2026-11-21', 0.1);
  await issue(rig.deps, dispatcher, command(), request());
  night('2026-11-21');
  await sealDays(deps);
  expect(await entries('2026-11-20')).toEqual([[id, 1]]);
});
