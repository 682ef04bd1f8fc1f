import { decodeTime } from 'ulid';
import { type ExportLine, instructionLine } from '../contract/export.ts';
import type { Ledger } from '../contract/ledger.ts';
import type { Heads } from '../contract/sealing.ts';
import { localHour } from '../domain/calendar.ts';
import { daySeals, headsFrom } from './day-seals.ts';

export interface ExportDeps {
  readonly ledger: Pick<Ledger, 'history'>;
  readonly heads: Pick<Heads, 'last' | 'read'>;
  /** Every instruction of the ledger, in any order. */
  readonly ids: () => AsyncIterable<string>;
  /** IANA zone in which a day begins and ends. */
  readonly zone: string;
}

export interface ExportWish {
  /** Days of issue, both included, `YYYY-MM-DD`; with either of them the export is an excerpt. */
  readonly from?: string;
  readonly until?: string;
  /** Leaves out private parts: what a supervisor may have. */
  readonly withoutPrivate?: boolean;
}

/** Ids sorted at once, so that instructions of one day come together: some 6 MB. */
const sortedAtOnce = 100_000;
/** Histories read side by side. */
const together = 16;

async function* chunks(ids: AsyncIterable<string>, size: number): AsyncGenerator<string[]> {
  let chunk: string[] = [];
  for await (const id of ids) {
    if (chunk.push(id) < size) continue;
    yield chunk;
    chunk = [];
  }
  yield chunk;
}

/**
 * The record as lines: the signed daily heads first, oldest before the others, then every instruction with what proves it. Probes
 * are left out, as they are of the heads. What moves meanwhile is exported as it is read. Memory is bounded, but for the heads.
 */
export async function* exportRecord(
  { ledger, heads, ids, zone }: ExportDeps,
  { from, until, withoutPrivate = false }: ExportWish = {},
): AsyncGenerator<ExportLine> {
  const lines = await headsFrom(heads, from);
  yield* lines;
  const sealsOf = daySeals(heads, zone, new Set(lines.map(({ day }) => day)));

  const wanted = (id: string): boolean => {
    if (from === undefined && until === undefined) return true;
    const { day } = localHour(decodeTime(id), zone);
    return (from === undefined || day >= from) && (until === undefined || day <= until);
  };
  const lineOf = async (id: string): Promise<ExportLine[]> => {
    const history = await ledger.history(id);
    if (!history || history.stored.order.mark === 'probe') return [];
    const { privates, ...line } = instructionLine(history, await sealsOf(id, history.events));
    return [withoutPrivate || privates === undefined ? line : { ...line, privates }];
  };

  for await (const chunk of chunks(ids(), sortedAtOnce)) {
    const sorted = chunk.filter(wanted).sort();
    for (let at = 0; at < sorted.length; at += together) {
      for (const found of await Promise.all(sorted.slice(at, at + together).map(lineOf))) yield* found;
    }
  }
}
