import { generateKeyPairSync, sign } from 'node:crypto';
import { publicKeyOf, rawFromDer } from '../../shared/contract/es256.ts';
import {
  type DayRecord,
  dayHeadLine,
  type ExportLine,
  headPayload,
  instructionLine,
  sealsOf,
} from '../../shared/contract/export.ts';
import { assembleDetached, detachedInput } from '../../shared/contract/jws.ts';
import type { SealedEvent } from '../../shared/contract/ledger.ts';
import { commit, dayHead, digest, genesis, seal } from '../../shared/contract/record.ts';
import { amendmentPayload, orderPayload, type Signer } from '../../shared/contract/signed.ts';
import type { Actor, Happened } from '../../shared/domain/events.ts';
import { begin } from '../../shared/domain/evolve.ts';
import { trace } from '../../shared/domain/fold.ts';
import type { Order } from '../../shared/domain/instruction.ts';
import { clocks } from '../../shared/domain/policy.ts';

/** A signer with a key of its own, and that key as published. */
export const testSigner = async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = 'test-key';
  const signer: Signer = {
    sign: async (payload, typ) => {
      const header = { alg: 'ES256', kid, typ };
      const input = Buffer.from(detachedInput(header, payload));
      return assembleDetached(header, rawFromDer(sign('sha256', input, privateKey)));
    },
  };
  const key = await publicKeyOf(new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })), kid);
  return { signer, jwks: { keys: [key] } };
};

const bank: Actor = { org: 'ICBC', party: 'bank', person: 'b-01' };
const police: Actor = { org: 'SXGA', party: 'police', person: 'p-01' };
const hour = 3_600_000;
const firstDay = Date.UTC(2026, 2, 2, 1);

export const orderAt = (id: string, at: number): Order => ({
  id,
  kind: 'stop',
  basis: 'art20-stop',
  caseId: 'JQ20260302000017',
  unit: 'SXGA',
  bank: 'ICBC',
  route: 'local',
  urgency: 'urgent',
  applicationType: '00',
  reportedAt: at - 60_000,
  issuedAt: at,
  issuedBy: 'p-01',
  account: `1:${'ab'.repeat(32)}`,
  hop: 0,
  hours: 'day',
  policy: {
    version: '2026-01',
    targets: Object.fromEntries(clocks.map(clock => [clock, 300_000])) as Order['policy']['targets'],
    ladder: [{ afterMs: 0, rungs: ['A', 'B'] }],
    holdMs: 48 * hour,
  },
});

export const detailsOf = (id: string) => ({
  victim: { name: '王小明' },
  target: { type: 'account', number: `1611${id.slice(-6)}`, holder: '赵某' },
  transfers: [{ amount: 5_000_000, at: firstDay - 60_000 }],
  reason: '冒充公检法',
});

/** An instruction of six events over two days; the second day's are left out with `days: 1`. */
const historyOf = async (signer: Signer, id: string, { days }: { days: 1 | 2 }) => {
  const order = orderAt(id, firstDay);
  const details = detailsOf(id);
  const issued: Happened = {
    type: 'issued',
    n: 1,
    at: firstDay,
    by: police,
    data: { amount: 5_000_000, orderHash: await digest(order) },
  };
  const added: Happened = {
    type: 'transfer-added',
    n: 4,
    at: firstDay + 3_000,
    by: police,
    data: { amount: 100, total: 5_000_100 },
  };
  const happened: Happened[] = [
    issued,
    { type: 'dispatched', n: 2, at: firstDay + 1_000, by: bank, data: {} },
    { type: 'acknowledged', n: 3, at: firstDay + 2_000, by: bank, data: { signer: 'b-01' } },
    added,
    {
      type: 'disposed',
      n: 5,
      at: firstDay + 4_000,
      by: bank,
      data: { outcome: 'full', code: '0000', executedAt: firstDay + 3_500, caught: 5_000_100 },
    },
    { type: 'hold-expired', n: 6, at: firstDay + 24 * hour, by: bank, data: { dueAt: firstDay + 24 * hour } },
  ];
  const kept = happened.slice(0, days === 1 ? 5 : 6);
  const amendment = { transfers: [{ amount: 100, at: firstDay }] };
  const secrets = new Map<number, Record<string, unknown>>([
    [1, details],
    [4, { ...amendment, jws: await signer.sign(amendmentPayload(order, added, amendment), 'instruction-amendment') }],
    [5, { balanceBefore: 6_000_000 }],
  ]);
  const events: SealedEvent[] = [];
  for (const event of kept) {
    const secret = secrets.get(event.n);
    const made = secret && (await commit(secret));
    const { prev, hash } = await seal(
      { ...event, id, ...(made ? { commitment: made.commitment } : {}) },
      events.at(-1)?.hash ?? genesis,
    );
    events.push({ event, prev, hash, ...(made && secret ? { ...made, secret } : {}) });
  }
  const { progress, hold } = trace(order, kept).at(-1) ?? { progress: begin(order, issued) };
  const jws = await signer.sign(orderPayload(order, details), 'instruction');
  return { stored: { order, progress, jws, ...(hold ? { hold } : {}) }, events };
};

const dayRecord = async (
  signer: Signer,
  entries: DayRecord['entries'],
  prev: string,
  day: string,
): Promise<DayRecord> => {
  const head = await dayHead(entries, prev, day);
  return { ...head, jws: await signer.sign(headPayload(head), 'day-head'), entries };
};

/** A whole export: three heads (the last of a day without events), then `count` instructions, every second of which goes on for two days. */
export const exportOf = async (signer: Signer, count: number): Promise<ExportLine[]> => {
  const ids = Array.from({ length: count }, (_, at) => `01KJQ6T0ZV8Q4N9E2M5R${String(at).padStart(6, '0')}`);
  const histories = await Promise.all(ids.map((id, at) => historyOf(signer, id, { days: at % 2 === 0 ? 2 : 1 })));
  const entryAt = (n: number) =>
    histories.flatMap(({ stored, events }) => {
      const event = events.find(each => each.event.n === n);
      return event ? [{ id: stored.order.id, n, hash: event.hash }] : [];
    });
  const first = await dayRecord(signer, entryAt(5), genesis, '2026-03-02');
  const second = await dayRecord(signer, entryAt(6), first.hash, '2026-03-03');
  const third = await dayRecord(signer, [], second.hash, '2026-03-04');
  const sealers = await Promise.all([first, second].map(sealsOf));
  return [
    ...[first, second, third].map(dayHeadLine),
    ...histories.map(history => {
      const seals = sealers.flatMap(sealOf => sealOf(history.stored.order.id) ?? []);
      return instructionLine(history, seals);
    }),
  ];
};
