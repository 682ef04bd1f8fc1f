import { type DayEntry, dayHead } from '../contract/day-head.ts';
import { type DayRecord, headPayload } from '../contract/export.ts';
import type { Ledger, SealedEvent } from '../contract/ledger.ts';
import { genesis } from '../contract/record.ts';
import type { Heads, Touched } from '../contract/sealing.ts';
import type { Signer } from '../contract/signed.ts';
import { dayAfter, dayStart, localHour } from '../domain/calendar.ts';
import { Fault } from '../domain/fault.ts';

export interface SealDeps {
  readonly ledger: Ledger;
  readonly heads: Heads;
  readonly touched: Touched;
  readonly signer: Signer;
  readonly clock: () => number;
  /** IANA zone in which a day begins and ends. */
  readonly zone: string;
}

const lastWithin = (events: readonly SealedEvent[], from: number, until: number): SealedEvent | undefined =>
  events.filter(({ event }) => event.at >= from && event.at < until).at(-1);

const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Whatever moved since has its latest event later, so every day from this one to now is looked through. */
const entriesOf = async ({ ledger, touched, clock, zone }: SealDeps, day: string): Promise<DayEntry[]> => {
  const from = dayStart(day, zone);
  const until = dayStart(dayAfter(day), zone);
  const entries: DayEntry[] = [];
  for (const id of await touched(utcDay(from), utcDay(clock()))) {
    const found = await ledger.history(id);
    const last = found && found.stored.order.mark !== 'probe' ? lastWithin(found.events, from, until) : undefined;
    if (last) entries.push({ id, n: last.event.n, hash: last.hash });
  }
  return entries;
};

const seal = async (deps: SealDeps, day: string, before: string | undefined): Promise<void> => {
  const earlier = before === undefined ? undefined : await deps.heads.read(before);
  if (before !== undefined && !earlier) throw new Fault('bug', 'day-head-lost', { day: before });
  const entries = await entriesOf(deps, day);
  const head = await dayHead(entries, earlier?.hash ?? genesis, day);
  const record: DayRecord = { ...head, jws: await deps.signer.sign(headPayload(head), 'day-head'), entries };
  await deps.heads.write(record);
};

/**
 * Seals every day that has ended since the last seal, each linked to the one before; gives the days sealed. Safe to run again.
 * @throws Fault bug/day-head-lost
 */
export const sealDays = async (deps: SealDeps): Promise<string[]> => {
  const yesterday = dayAfter(localHour(deps.clock(), deps.zone).day, -1);
  let before = await deps.heads.last();
  const sealed: string[] = [];
  for (let day = before ? dayAfter(before) : yesterday; day <= yesterday; day = dayAfter(day)) {
    await seal(deps, day, before);
    sealed.push(day);
    before = day;
  }
  return sealed;
};
