import { decodeTime, ulid } from 'ulid';
import { beforeAll, describe, expect, test } from 'vitest';
import { exportRecord } from '../../shared/app/export-record.ts';
import { sealDays } from '../../shared/app/seal-day.ts';
import { verifyRecord } from '../../shared/app/verify-record.ts';
import type { KeySet } from '../../shared/contract/es256.ts';
import type { DayRecord, ExportLine } from '../../shared/contract/export.ts';
import type { Ledger, SealedEvent } from '../../shared/contract/ledger.ts';
import { commit, digest, genesis, seal } from '../../shared/contract/record.ts';
import type { Heads } from '../../shared/contract/sealing.ts';
import { orderPayload } from '../../shared/contract/signed.ts';
import type { Happened } from '../../shared/domain/events.ts';
import { fold } from '../../shared/domain/fold.ts';
import type { Order } from '../../shared/domain/instruction.ts';
import { detailsOf, orderAt, testSigner } from '../support/exports.ts';

type History = NonNullable<Awaited<ReturnType<Ledger['history']>>>;

const zone = 'Asia/Shanghai';
const hour = 3_600_000;
const days = 12;
const begins = Date.parse('2026-03-02T09:00:00+08:00');
const by = { org: 'ICBC', party: 'bank', person: 'b-01' } as const;

const { signer, jwks } = await testSigner();

/** An instruction of three events over three days: issued, signed for the next day, withdrawn the day after. */
const historyFrom = async (at: number, mark?: Order['mark']): Promise<History> => {
  const id = ulid(at);
  const order = { ...orderAt(id, at), ...(mark ? { mark } : {}) };
  const details = detailsOf(id);
  const happened: Happened[] = [
    { type: 'issued', n: 1, at, by, data: { amount: 5_000_000, orderHash: await digest(order) } },
    { type: 'acknowledged', n: 2, at: at + 24 * hour, by, data: { signer: 'b-01' } },
    { type: 'withdrawn', n: 3, at: at + 48 * hour, by, data: {} },
  ];
  const events: SealedEvent[] = [];
  for (const event of happened) {
    const made = event.n === 1 ? await commit(details) : undefined;
    const { prev, hash } = await seal(
      { ...event, id, ...(made ? { commitment: made.commitment } : {}) },
      events.at(-1)?.hash ?? genesis,
    );
    events.push({ event, prev, hash, ...(made ? { ...made, secret: details } : {}) });
  }
  const jws = await signer.sign(orderPayload(order, details), 'instruction');
  return {
    stored: { order, progress: fold(order, happened), jws, accounts: [], head: events.at(-1)?.hash ?? '' },
    events,
  };
};

/** A record kept in maps, in place of tables and bucket. */
const recordOf = (histories: readonly History[]) => {
  const byId = new Map(histories.map(each => [each.stored.order.id, each]));
  const records = new Map<string, DayRecord>();
  const heads: Heads = {
    last: async () => [...records.keys()].toSorted().at(-1),
    read: async day => records.get(day),
    write: async record => void records.set(record.day, record),
  };
  return {
    ledger: { history: async (id: string) => byId.get(id) },
    heads,
    touched: async () => [...byId.keys()],
    // In no order, as a table gives them.
    ids: async function* () {
      yield* [...byId.keys()].toSorted((a, b) => (a.slice(-8) < b.slice(-8) ? -1 : 1));
    },
    zone,
    records,
  };
};

const collect = async (lines: AsyncIterable<ExportLine>): Promise<ExportLine[]> => {
  const all: ExportLine[] = [];
  for await (const line of lines) all.push(line);
  return all;
};

async function* texts(lines: readonly ExportLine[]): AsyncGenerator<string> {
  for (const line of lines) yield JSON.stringify(line);
}

const prove = (lines: readonly ExportLine[], options: { jwks?: KeySet; whole?: boolean } = { jwks }) =>
  verifyRecord(texts(lines), options);

const instructions = (lines: readonly ExportLine[]) => lines.filter(each => each.kind === 'instruction');

let record: ReturnType<typeof recordOf>;

beforeAll(async () => {
  const starts = Array.from({ length: days * 2 }, (_, n) => begins + Math.floor(n / 2) * 24 * hour + n * 1_000);
  const histories = await Promise.all(starts.map(at => historyFrom(at)));
  const probe = await historyFrom(begins + hour, 'probe');
  record = recordOf([...histories, probe]);
  const clock = () => begins + (days + 1) * 24 * hour;
  await sealDays({ ...record, signer, clock });
});

describe('an export', () => {
  test('proves every entry of more days than are kept at once, and leaves probes out as the heads do', async () => {
    const lines = await collect(exportRecord(record));
    const report = await prove(lines);
    expect(report).toMatchObject({ ok: true, instructions: days * 2, heads: days + 1, unproved: 0 });
    // Of the last two days' instructions not every event is older than the last head.
    expect(report.sealed).toBe(days * 2 * 3 - 2);
    expect(report.unsealed).toBe(2);
  });

  test('gives the heads first, the oldest before the others, and instructions in the order of their issue', async () => {
    const lines = await collect(exportRecord(record));
    const kinds = lines.map(({ kind }) => kind);
    expect(kinds.lastIndexOf('day-head')).toBeLessThan(kinds.indexOf('instruction'));
    const dated = lines.flatMap(line => (line.kind === 'day-head' ? [line.day] : []));
    expect(dated).toEqual(dated.toSorted());
    const times = instructions(lines).map(line => (line.kind === 'instruction' ? decodeTime(line.id) : 0));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('without private parts holds no name and no number, and is proved but for what needs them', async () => {
    const lines = await collect(exportRecord(record, { withoutPrivate: true }));
    expect(/王小明|赵某|"number"/.test(JSON.stringify(lines))).toBe(false);
    expect(await prove(lines)).toMatchObject({ ok: true, erased: days * 2, opened: 0 });
  });

  test('by days of issue holds those days, with every head that its instructions stand in', async () => {
    const lines = await collect(exportRecord(record, { from: '2026-03-04', until: '2026-03-05' }));
    expect(instructions(lines)).toHaveLength(4);
    expect(lines.find(each => each.kind === 'day-head')).toMatchObject({ day: '2026-03-04' });
    expect(await prove(lines, { jwks, whole: false })).toMatchObject({ ok: true, sealed: 12, unsealed: 0 });
    expect(await prove(lines)).toMatchObject({ ok: false, firstBroken: { reason: 'head-link' } });
  });

  test('of a record whose oldest head is gone says so when it is proved', async () => {
    const records = new Map(record.records);
    records.delete('2026-03-02');
    const heads = { ...record.heads, read: async (day: string) => records.get(day) };
    const lines = await collect(exportRecord({ ...record, heads }));
    expect(await prove(lines)).toMatchObject({ ok: false, firstBroken: { day: '2026-03-03', reason: 'head-link' } });
  });

  test('of an empty ledger is empty, and whole', async () => {
    const lines = await collect(exportRecord(recordOf([])));
    expect(lines).toEqual([]);
    expect(await prove(lines)).toMatchObject({ ok: true, instructions: 0 });
  });
});
