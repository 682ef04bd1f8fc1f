import { Fault } from '../domain/fault.ts';
import { canonical, digest, utf8 } from './canonical.ts';
import { merkleTree, rootOf } from './merkle.ts';

/** How far an instruction's chain had come at the end of a day: its last event then. */
export interface DayEntry {
  readonly id: string;
  readonly n: number;
  readonly hash: string;
}

/** What is signed once a day. `prev` is the hash of the head before, 64 zeros for the first. */
export interface DayHead {
  /** YYYY-MM-DD in the county's zone. */
  readonly day: string;
  readonly count: number;
  readonly root: string;
  readonly prev: string;
  readonly hash: string;
}

/** The place of an entry among its day's, and the hashes that lead from it to the root. */
export interface Inclusion {
  readonly index: number;
  readonly path: readonly string[];
}

export interface DayTree {
  readonly count: number;
  readonly root: string;
  /** @throws Fault missing/day-entry where the instruction has none that day */
  prove(id: string): Inclusion;
}

const leafOf = ({ id, n, hash }: DayEntry): Uint8Array => utf8(canonical({ id, n, hash }));
const byId = (a: DayEntry, b: DayEntry): number => (a.id < b.id ? -1 : 1);

/**
 * The Merkle tree over a day's entries, sorted by id. Build it once to prove many.
 * @throws Fault bug/day-entry-repeated where an instruction comes twice
 */
export const dayTree = async (entries: readonly DayEntry[]): Promise<DayTree> => {
  const sorted = entries.toSorted(byId);
  const places = new Map(sorted.map(({ id }, index) => [id, index]));
  if (places.size < sorted.length) throw new Fault('bug', 'day-entry-repeated');
  const { root, path } = await merkleTree(sorted.map(leafOf));
  return {
    count: sorted.length,
    root,
    prove: id => {
      const index = places.get(id);
      if (index === undefined) throw new Fault('missing', 'day-entry', { id });
      return { index, path: path(index) };
    },
  };
};

type Headed = Omit<DayHead, 'hash'>;

/** What the hash of a head covers. */
export const headContent = ({ day, count, root, prev }: Headed): Headed => ({ day, count, root, prev });

export const headHash = (head: Headed): Promise<string> => digest(headContent(head));

/** The head of a day, linked to the hash of the head before it. A day without events has one too. */
export const dayHead = async (entries: readonly DayEntry[], prev: string, day: string): Promise<DayHead> => {
  const { count, root } = await dayTree(entries);
  const head = { day, count, root, prev };
  return { ...head, hash: await headHash(head) };
};

export const inclusionProof = async (entries: readonly DayEntry[], id: string): Promise<Inclusion> =>
  (await dayTree(entries)).prove(id);

export const verifyInclusion = async (
  entry: DayEntry,
  { index, path }: Inclusion,
  { count, root }: Pick<DayHead, 'count' | 'root'>,
): Promise<boolean> => (await rootOf(leafOf(entry), { index, size: count, path })) === root;
