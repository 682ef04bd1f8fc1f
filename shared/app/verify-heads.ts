import { digestOfForeign } from '../contract/canonical.ts';
import { headContent } from '../contract/day-head.ts';
import { type DayHeadLine, headPayload, type Seal } from '../contract/export.ts';
import type { Verify } from '../contract/jws.ts';
import { genesis } from '../contract/record.ts';
import type { Broken } from './verify-instruction.ts';

interface Held {
  readonly head: DayHeadLine;
  readonly line: number;
  /** One bit an entry: a day of ten thousand takes little more than a kilobyte. */
  seen?: Uint8Array;
  count: number;
}

/**
 * The daily heads of an export, each linked to the one before, and which of their entries have been met.
 * `whole`: the export begins with the first head ever and leaves no instruction out.
 */
export const headChain = ({ verify, whole }: { verify: Verify | undefined; whole: boolean }) => {
  const held = new Map<string, Held>();
  let last: DayHeadLine | undefined;
  return {
    of: (day: string): DayHeadLine | undefined => held.get(day)?.head,

    /** In the order of the days. */
    add: (head: DayHeadLine, line: number): Broken | undefined => {
      const before = last;
      last = head;
      if (!held.has(head.day)) held.set(head.day, { head, line, count: 0 });
      const linked = before ? head.prev === before.hash && head.day > before.day : !whole || head.prev === genesis;
      return linked ? undefined : { day: head.day, reason: 'head-link' };
    },

    prove: async (head: DayHeadLine): Promise<Broken | undefined> => {
      const { day } = head;
      if ((await digestOfForeign(headContent(head))) !== head.hash) return { day, reason: 'head-hash' };
      const signed = !verify || (await verify(head.jws, headPayload(head), 'day-head'));
      return signed ? undefined : { day, reason: 'signature' };
    },

    /** Notes an entry that was proved to be in its head. */
    meet: ({ day, index, n }: Seal): Broken | undefined => {
      const each = held.get(day);
      if (!each) return undefined;
      each.seen ??= new Uint8Array(Math.ceil(each.head.count / 8));
      const byte = each.seen[index >> 3] ?? 0;
      const bit = 1 << (index & 7);
      if (byte & bit) return { day, event: n, reason: 'seal-repeated' };
      each.seen[index >> 3] = byte | bit;
      each.count += 1;
      return undefined;
    },

    /** The heads of a whole export of which entries were not met. */
    unmet: (): (Broken & { line: number; missing: number })[] =>
      [...held.values()]
        .filter(({ head, count }) => whole && count < head.count)
        .map(({ head, count, line }) => ({
          line,
          day: head.day,
          missing: head.count - count,
          reason: 'entries-missing',
        })),
  };
};
