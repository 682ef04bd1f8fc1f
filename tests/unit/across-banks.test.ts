import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acrossBanks } from '../../shared/app/across-banks.ts';
import type { PageWish } from '../../shared/contract/work.ts';

type Lists = Readonly<Record<string, readonly string[]>>;

/** Lists of a few ids, paged by position. */
const listing =
  (lists: Lists) =>
  async (bank: string, { limit, cursor }: PageWish) => {
    const from = Number(cursor ?? 0);
    const ids = (lists[bank] ?? []).slice(from, from + limit);
    return { ids, ...(from + limit < (lists[bank] ?? []).length ? { next: String(from + limit) } : {}) };
  };

const everyPage = async (lists: Lists, limit: number): Promise<string[][]> => {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = await acrossBanks(Object.keys(lists), listing(lists), { limit, cursor });
    pages.push([...page.ids]);
    cursor = page.next;
  } while (cursor !== undefined);
  return pages;
};

describe('one list out of every bank’s', () => {
  test('has each id once, bank after bank, and full pages but the last', async () => {
    const counts = fc.dictionary(fc.stringMatching(/^[A-Z]{3,5}$/), fc.integer({ min: 0, max: 7 }), { maxKeys: 20 });
    await fc.assert(
      fc.asyncProperty(counts, fc.integer({ min: 1, max: 9 }), async (sizes, limit) => {
        const lists = Object.fromEntries(
          Object.entries(sizes).map(([bank, size]) => [bank, Array.from({ length: size }, (_, i) => `${bank}-${i}`)]),
        );
        const pages = await everyPage(lists, limit);
        const expected = Object.keys(lists)
          .toSorted()
          .flatMap(bank => lists[bank] ?? []);
        expect(pages.flat()).toEqual(expected);
        for (const page of pages) expect(page.length).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 200 },
    );
  });

  test('goes on at the next bank where the one it stopped at is gone', async () => {
    const page = await acrossBanks(['AAA', 'CCC'], listing({ AAA: ['a'], CCC: ['c'] }), { limit: 5, cursor: 'BBB' });
    expect(page.ids).toEqual(['c']);
  });

  test('refuses a cursor that is none of its own', async () => {
    for (const cursor of ['', 'a', 'AAA-1', '01KJQ6T0ZV8Q4N9E2M5R7S3XWY'])
      await expect(acrossBanks(['AAA'], listing({}), { limit: 5, cursor })).rejects.toMatchObject({ code: 'fields' });
  });
});
