import { decodeTime } from 'ulid';
import { type DayEntry, dayHead } from '../contract/day-head.ts';
import { type DayRecord, headPayload } from '../contract/export.ts';
import type { Ledger, SealedEvent } from '../contract/ledger.ts';
import { genesis } from '../contract/record.ts';
import type { Heads, Touched } from '../contract/sealing.ts';
import type { Signer } from '../contract/signed.ts';
import { dayAfter, dayStart, localHour } from '../domain/calendar.ts';
import { Fault } from '../domain/fault.ts';

export interface SealDeps {
  readonly ledger: Pick<Ledger, 'history'>;
  readonly heads: Heads;
  readonly touched: Touched;
  readonly signer: Signer;
  readonly clock: () => number;
  /** IANA zone in which a day begins and ends. */
  readonly zone: string;
}

const dayMs = 86_400_000;
/** How far back the first seal looks for the day on which the record began. */
const firstLookMs = 31 * dayMs;
const readAtOnce = 20;

const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

const lastWithin = (events: readonly SealedEvent[], from: number, until: number): SealedEvent | undefined =>
  events.filter(({ event }) => event.at >= from && event.at < until).at(-1);

/** Whatever moved since has its latest event later, so every day from this one to now is looked through. */
const entriesOf = async ({ ledger, touched, clock, zone }: SealDeps, day: string): Promise<DayEntry[]> => {
  const from = dayStart(day, zone);
  const until = dayStart(dayAfter(day), zone);
  const ids = (await touched(utcDay(from), utcDay(clock()))).filter(id => decodeTime(id) < until);
  const entryOf = async (id: string): Promise<DayEntry[]> => {
    const found = await ledger.history(id);
    const last = found && found.stored.order.mark !== 'probe' ? lastWithin(found.events, from, until) : undefined;
    return last ? [{ id, n: last.event.n, hash: last.hash }] : [];
  };
  const entries: DayEntry[] = [];
  for (let i = 0; i < ids.length; i += readAtOnce)
    entries.push(...(await Promise.all(ids.slice(i, i + readAtOnce).map(entryOf))).flat());
  return entries;
};

const seal = async (deps: SealDeps, day: string, before: string | undefined): Promise<void> => {
  const { heads, signer } = deps;
  // One that died between the object and the cursor left a head that stands.
  const standing = await heads.read(day);
  if (standing) return heads.write(standing);
  const earlier = before === undefined ? undefined : await heads.read(before);
  if (before !== undefined && !earlier) throw new Fault('bug', 'day-head-lost', { day: before });
  const entries = await entriesOf(deps, day);
  const head = await dayHead(entries, earlier?.hash ?? genesis, day);
  const record: DayRecord = { ...head, jws: await signer.sign(headPayload(head), 'day-head'), entries };
  await heads.write(record);
};

const firstDay = async ({ touched, clock, zone }: SealDeps, yesterday: string): Promise<string> => {
  const now = clock();
  const [oldest] = (await touched(utcDay(now - firstLookMs), utcDay(now))).toSorted();
  const began = oldest === undefined ? yesterday : localHour(decodeTime(oldest), zone).day;
  return began < yesterday ? began : yesterday;
};

/**
 * Seals every day that has ended since the last seal, each linked to the one before; gives the days sealed. Safe to run again.
 * @throws Fault bug/day-head-lost
 */
export const sealDays = async (deps: SealDeps): Promise<string[]> => {
  const yesterday = dayAfter(localHour(deps.clock(), deps.zone).day, -1);
  let before = await deps.heads.last();
  const sealed: string[] = [];
  for (
    let day = before === undefined ? await firstDay(deps, yesterday) : dayAfter(before);
    day <= yesterday;
    day = dayAfter(day)
  ) {
    await seal(deps, day, before);
    sealed.push(day);
    before = day;
  }
  return sealed;
};
