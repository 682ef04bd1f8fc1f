import type * as z from 'zod';
import { Fault, isFault } from '../../shared/domain/fault.ts';
import type { Api } from './client.ts';
import { Detail, Listing, type Summary } from './views.ts';

/** The workspace a sign-in belongs to, as the API's paths name it. */
export type Desk = 'police' | 'bank';

const notHere = (error: unknown): boolean => isFault(error, 'missing') && error.code === 'route';

/** Tries the police's paths, then the bank's: which of them exist for somebody is the directory's to say. @throws Fault missing/route for neither */
export const atEither = async <T>(ask: (desk: Desk) => Promise<T>): Promise<T> => {
  try {
    return await ask('police');
  } catch (error) {
    if (!notHere(error)) throw error;
    return ask('bank');
  }
};

const query = (values: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return new URLSearchParams(given).toString();
};

export const listPage = (
  api: Api,
  desk: Desk,
  wish: Readonly<Record<string, string | undefined>>,
): Promise<z.output<typeof Listing>> => api.get(`/${desk}/instructions?${query(wish)}`, Listing);

/** Every open instruction of the desk, page by page. */
export const openOf = async (api: Api, desk: Desk, path = `/${desk}/instructions`): Promise<Summary[]> => {
  const all = new Map<string, Summary>();
  let cursor: string | undefined;
  do {
    const state = path.endsWith('/inbox') ? undefined : 'open';
    const page = await api.get(`${path}?${query({ state, limit: '100', cursor })}`, Listing);
    for (const each of page.instructions) all.set(each.id, each);
    cursor = page.next ?? undefined;
  } while (cursor);
  return [...all.values()];
};

const whole = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const ending = /^[0-9A-HJKMNP-TV-Z]{4,25}$/;
/** How many pages of closed work an abbreviation is looked for in, newest first. */
const pagesBack = 10;

const match = (found: readonly Summary[], end: string): string | undefined => {
  const ids = [...new Set(found.map(({ id }) => id).filter(id => id.endsWith(end)))];
  if (ids.length > 1) throw new Fault('invalid', 'id-ambiguous', { ids: ids.join(' ') });
  return ids[0];
};

/**
 * The whole id of one that may be abbreviated to its end: open work first, then the newest of all.
 * @throws Fault invalid/usage-id, missing/id-unknown, invalid/id-ambiguous
 */
export const wholeId = async (api: Api, desk: Desk, given: string): Promise<string> => {
  const id = given.toUpperCase();
  if (whole.test(id)) return id;
  if (!ending.test(id)) throw new Fault('invalid', 'usage-id');
  const open = match(await openOf(api, desk), id);
  if (open) return open;
  let cursor: string | undefined;
  const seen: Summary[] = [];
  for (let page = 0; page < pagesBack; page += 1) {
    const { instructions, next } = await listPage(api, desk, { state: 'all', limit: '100', cursor });
    seen.push(...instructions);
    const found = match(seen, id);
    if (found) return found;
    if (!next) break;
    cursor = next;
  }
  throw new Fault('missing', 'id-unknown');
};

/** An instruction with its timeline, at whichever desk it is asked for. */
export const readDetail = (api: Api, given: string): Promise<{ desk: Desk; detail: z.output<typeof Detail> }> =>
  atEither(async desk => {
    // The first request tells whether this desk is ours.
    if (!whole.test(given.toUpperCase())) await listPage(api, desk, { limit: '1' });
    const id = await wholeId(api, desk, given);
    return { desk, detail: await api.get(`/${desk}/instructions/${id}`, Detail) };
  });
