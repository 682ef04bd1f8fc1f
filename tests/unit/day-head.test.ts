import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merkleTree } from '../../shared/contract/merkle.ts';
import {
  type DayEntry,
  dayHead,
  dayTree,
  digest,
  genesis,
  headHash,
  inclusionProof,
  verifyInclusion,
} from '../../shared/contract/record.ts';
import { isFault } from '../../shared/domain/fault.ts';

const entriesOf = (count: number): DayEntry[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `I${String(at).padStart(4, '0')}`,
    n: (at % 7) + 1,
    hash: createHash('sha256').update(String(at)).digest('hex'),
  }));

const sha = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** The definition of RFC 6962 2.1, word for word. */
const rootByDefinition = (leaves: Uint8Array[]): Buffer => {
  const [only] = leaves;
  if (!only) return sha();
  if (leaves.length === 1) return sha(Buffer.of(0), only);
  const half = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return sha(Buffer.of(1), rootByDefinition(leaves.slice(0, half)), rootByDefinition(leaves.slice(half)));
};

describe('the head of a day', () => {
  it('has the root that RFC 6962 defines, for every number of entries', async () => {
    for (let size = 0; size <= 70; size += 1) {
      const leaves = entriesOf(size).map(({ id }) => Buffer.from(id));
      expect((await merkleTree(leaves)).root, `${size}`).toBe(rootByDefinition(leaves).toString('hex'));
    }
  });

  it('proves every entry of it, and no other, for every number of entries', async () => {
    for (let size = 1; size <= 70; size += 1) {
      const entries = entriesOf(size);
      const tree = await dayTree(entries);
      for (const entry of entries) {
        const proof = tree.prove(entry.id);
        expect(await verifyInclusion(entry, proof, tree), `${entry.id} of ${size}`).toBe(true);
        expect(await verifyInclusion({ ...entry, n: entry.n + 1 }, proof, tree)).toBe(false);
      }
    }
  });

  it('takes no proof for another place, size or path', async () => {
    const anySize = fc.integer({ min: 2, max: 70 });
    await fc.assert(
      fc.asyncProperty(anySize, fc.nat(), fc.nat({ max: 80 }), fc.nat(), async (size, pick, otherPlace, cut) => {
        const entries = entriesOf(size);
        const tree = await dayTree(entries);
        const entry = entries[pick % size];
        if (!entry) throw new Error('the entry was made');
        const proof = tree.prove(entry.id);
        const { path } = proof;
        const without = path.toSpliced(cut % path.length, 1);
        expect(await verifyInclusion(entry, { ...proof, path: without }, tree)).toBe(false);
        expect(await verifyInclusion(entry, { ...proof, path: [...path, genesis] }, tree)).toBe(false);
        expect(await verifyInclusion(entry, { ...proof, index: -1 }, tree)).toBe(false);
        if (otherPlace !== proof.index)
          expect(await verifyInclusion(entry, { ...proof, index: otherPlace }, tree)).toBe(false);
      }),
    );
  });

  it('does not depend on the order in which entries were read', async () => {
    const entries = entriesOf(9);
    const head = await dayHead(entries, genesis, '2026-03-02');
    expect(await dayHead(entries.toReversed(), genesis, '2026-03-02')).toEqual(head);
    expect(head).toMatchObject({ day: '2026-03-02', count: 9, prev: genesis });
  });

  it('binds day, count, root and the head before it', async () => {
    const first = await dayHead(entriesOf(3), genesis, '2026-03-02');
    const next = await dayHead([], first.hash, '2026-03-03');
    expect(next.prev).toBe(first.hash);
    expect(next.root).toBe(sha().toString('hex'));
    expect(next.hash).toBe(await digest({ day: next.day, count: 0, root: next.root, prev: next.prev }));
    for (const change of [{ day: '2026-03-04' }, { count: 1 }, { root: genesis }, { prev: genesis }])
      expect(await headHash({ ...next, ...change })).not.toBe(next.hash);
  });

  it('refuses an instruction that comes twice and proves none that is not in it', async () => {
    const entries = entriesOf(2);
    await expect(dayHead([...entries, ...entries], genesis, '2026-03-02')).rejects.toSatisfy(
      (e: unknown) => isFault(e, 'bug') && e.code === 'day-entry-repeated',
    );
    await expect(inclusionProof(entries, 'I0002')).rejects.toSatisfy((e: unknown) => isFault(e, 'missing'));
  });
});
