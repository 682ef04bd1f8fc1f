import type { IdPage, PageWish } from '../contract/work.ts';
import { Fault } from '../domain/fault.ts';

type ListOfBank = (bank: string, wish: PageWish) => Promise<IdPage>;

/** Banks asked at once; most have nothing open. */
const atOnce = 8;

/** `BANK`, or `BANK_…` where the page before stopped within that bank's list. */
const cursorForm = /^([A-Z0-9]{3,14})(?:_(.+))?$/;

const positionOf = (cursor: string | undefined): { bank: string; within: string | undefined } => {
  if (cursor === undefined) return { bank: '', within: undefined };
  const [, bank, within] = cursorForm.exec(cursor) ?? [];
  if (!bank) throw new Fault('invalid', 'fields', { errors: [{ field: 'cursor', code: 'cursor-form' }] });
  return { bank, within };
};

/**
 * One list out of every bank's: bank after bank by code, each in its own order.
 * @throws Fault invalid/fields for a foreign cursor
 */
export const acrossBanks = async (
  codes: readonly string[],
  list: ListOfBank,
  { limit, cursor }: PageWish,
): Promise<IdPage> => {
  const from = positionOf(cursor);
  const banks = codes.filter(code => code >= from.bank).toSorted();
  const ask = (bank: string, most: number): Promise<IdPage> =>
    list(bank, { limit: most, cursor: bank === from.bank ? from.within : undefined });
  const ids: string[] = [];
  for (let i = 0; i < banks.length; i += atOnce) {
    const some = banks.slice(i, i + atOnce);
    const pages = await Promise.all(some.map(bank => ask(bank, limit)));
    for (const [at, bank] of some.entries()) {
      const room = limit - ids.length;
      if (room === 0) return { ids, next: bank };
      const whole = pages[at] ?? { ids: [] };
      const page = whole.ids.length > room ? await ask(bank, room) : whole;
      ids.push(...page.ids);
      if (page.next) return { ids, next: `${bank}_${page.next}` };
    }
  }
  return { ids };
};
