import { fromHex, hex, sha256 } from './canonical.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const joined = (...parts: readonly Uint8Array[]): Bytes => {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

// RFC 6962 2.1: different prefixes, so that no leaf can pass for a node.
const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);
const leafHash = (leaf: Uint8Array): Promise<Bytes> => sha256(joined(leafPrefix, leaf));
const nodeHash = (left: Bytes, right: Bytes): Promise<Bytes> => sha256(joined(nodePrefix, left, right));

const levelAbove = (level: readonly Bytes[]): Promise<Bytes[]> =>
  Promise.all(
    Array.from({ length: Math.ceil(level.length / 2) }, async (_, at) => {
      const [left, right] = level.slice(at * 2, at * 2 + 2);
      return left && right ? nodeHash(left, right) : (left ?? new Uint8Array());
    }),
  );

export interface MerkleTree {
  readonly root: string;
  /** Hashes from the leaf's sibling up to the root's child, in hex. */
  path(index: number): string[];
}

/** The Merkle tree of RFC 6962; a node without a sibling rises as it is. */
export const merkleTree = async (leaves: readonly Uint8Array[]): Promise<MerkleTree> => {
  const levels: Bytes[][] = [await Promise.all(leaves.map(leafHash))];
  for (let top = levels[0]; top && top.length > 1; top = levels.at(-1)) levels.push(await levelAbove(top));
  return {
    root: hex(levels.at(-1)?.[0] ?? (await sha256(new Uint8Array()))),
    path: index =>
      levels.slice(0, -1).flatMap((level, height) => {
        const sibling = level[Math.floor(index / 2 ** height) ^ 1];
        return sibling ? [hex(sibling)] : [];
      }),
  };
};

/** The root that a leaf at `index` of `size` leads to by its path; undefined where the path cannot belong there (RFC 9162 2.1.3.2). */
export const rootOf = async (
  leaf: Uint8Array,
  { index, size, path }: { readonly index: number; readonly size: number; readonly path: readonly string[] },
): Promise<string | undefined> => {
  if (index < 0 || index >= size) return undefined;
  let at = index;
  let last = size - 1;
  let hash = await leafHash(leaf);
  for (const step of path) {
    if (last === 0) return undefined;
    // It rose without a sibling.
    while (at === last && at % 2 === 0) {
      at /= 2;
      last /= 2;
    }
    const sibling = fromHex(step);
    hash = at % 2 === 1 ? await nodeHash(sibling, hash) : await nodeHash(hash, sibling);
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? hex(hash) : undefined;
};
