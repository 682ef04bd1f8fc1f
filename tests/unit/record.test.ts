import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  type ChainEvent,
  canonical,
  commit,
  digest,
  genesis,
  type Link,
  seal,
  verifyChain,
} from '../../shared/contract/record.ts';
import { isFault } from '../../shared/domain/fault.ts';

const id = '01KJQ6T0ZV8Q4N9E2M5R7S3XWY';
type Private = { n: number; salt: string; value: unknown };

const chainOf = async (values: readonly unknown[]) => {
  const events: (ChainEvent & Link)[] = [];
  const privates: Private[] = [];
  for (const [place, value] of values.entries()) {
    const n = place + 1;
    const { commitment, salt } = await commit(value);
    const event = {
      id,
      n,
      type: 'acknowledged',
      at: 1_000 + place,
      by: { org: 'ICBC', party: 'bank' },
      data: { value: n },
      commitment,
    };
    events.push(await seal(event, events.at(-1)?.hash ?? genesis));
    privates.push({ n, salt, value });
  }
  return { events, privates };
};

const json = fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' });

describe('canonical JSON', () => {
  it('is the form of RFC 8785', () => {
    const text = canonical({ b: [1e21, 0.1, -0, '€\u000a'], a: { é: null, Z: true }, gone: undefined });
    expect(text).toBe('{"a":{"Z":true,"é":null},"b":[1e+21,0.1,0,"€\\n"]}');
  });

  it('does not depend on the order in which members were written', () => {
    const reversed = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(reversed)
        : value !== null && typeof value === 'object'
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, each]) => [key, reversed(each)]),
            )
          : value;
    fc.assert(fc.property(json, value => canonical(reversed(value)) === canonical(value)));
  });

  it('reads back as the same value', () => {
    fc.assert(fc.property(json, value => canonical(JSON.parse(canonical(value))) === canonical(value)));
  });

  it.each([Number.NaN, '\uD842', undefined, 1n])('refuses %s, which has no such form', value => {
    expect(() => canonical(value)).toThrow(
      expect.toSatisfy((e: unknown) => isFault(e, 'bug') && e.code === 'not-canonical'),
    );
  });

  it('is hashed with SHA-256 over its UTF-8 bytes', async () => {
    expect(await digest({ b: '止付', a: 1 })).toBe(createHash('sha256').update('{"a":1,"b":"止付"}').digest('hex'));
  });

  it('has the same digest in a browser, which hashes by Web Crypto', async () => {
    vi.resetModules();
    const lookup = vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined);
    const browser = await import('../../shared/contract/canonical.ts');
    lookup.mockRestore();
    for (const value of [{ b: '止付', a: 1 }, [], 'é€😀'])
      expect(await browser.digest(value)).toBe(await digest(value));
    expect(await browser.sha256(browser.utf8('止付'))).toStrictEqual(
      new Uint8Array(createHash('sha256').update('止付').digest()),
    );
  });
});

describe('a commitment', () => {
  it('hides equal values behind different salts and opens with its own', async () => {
    const [one, two] = [await commit('王小明'), await commit('王小明')];
    expect(one.commitment).not.toBe(two.commitment);
    expect(one.salt).toMatch(/^[\w-]{22}$/);
    expect(await commit('王小明', one.salt)).toEqual(one);
    expect(await digest({ salt: one.salt, value: '王小明' })).toBe(one.commitment);
  });
});

describe('a chain of events', () => {
  const values = fc.array(json, { minLength: 1, maxLength: 6 });

  it('verifies whole, and with any of its private parts erased', async () => {
    await fc.assert(
      fc.asyncProperty(values, fc.infiniteStream(fc.boolean()), async (parts, keep) => {
        const { events, privates } = await chainOf(parts);
        const left = privates.filter(() => keep.next().value);
        expect(await verifyChain(events, left)).toEqual({ ok: true, head: events.at(-1)?.hash });
      }),
    );
  });

  it('verifies after storage gave its members back in another order', async () => {
    const { events, privates } = await chainOf([1, { a: 2 }]);
    const stored = events.map(each => Object.fromEntries(Object.entries(each).reverse()) as ChainEvent & Link);
    expect((await verifyChain(stored, privates)).ok).toBe(true);
  });

  it('breaks at the event of which any one character of the public part was changed', async () => {
    const { events } = await chainOf(['a', 'b', 'c', 'd']);
    await fc.assert(
      fc.asyncProperty(fc.nat(3), fc.nat(), fc.integer({ min: 0x20, max: 0x7e }), async (place, where, character) => {
        const text = canonical(events[place]);
        const at = where % text.length;
        const altered = text.slice(0, at) + String.fromCharCode(character) + text.slice(at + 1);
        let parsed: ChainEvent & Link;
        try {
          parsed = JSON.parse(altered);
        } catch {
          return;
        }
        if (canonical(parsed) === text) return;
        const proof = await verifyChain(events.with(place, parsed));
        expect(proof).toMatchObject({ ok: false, brokenAt: place + 1 });
      }),
      { numRuns: 1_000 },
    );
  });

  it('breaks where a member was added or taken away', async () => {
    const { events } = await chainOf(['a', 'b', 'c']);
    const second = events[1];
    if (!second) throw new Error('three events were made');
    const { commitment: _, ...bare } = second;
    expect(await verifyChain(events.with(1, bare))).toEqual({ ok: false, brokenAt: 2, reason: 'hash' });
    expect(await verifyChain(events.with(1, { ...second, ...{ late: true } }))).toEqual({
      ok: false,
      brokenAt: 2,
      reason: 'hash',
    });
  });

  it('breaks where what was altered was hashed again, at the next link', async () => {
    const { events } = await chainOf(['a', 'b', 'c']);
    const second = events[1];
    if (!second) throw new Error('three events were made');
    const { hash: _, prev, ...core } = second;
    const forged = await seal({ ...core, data: { value: 'forged' } }, prev);
    expect(await verifyChain(events.with(1, forged))).toEqual({ ok: false, brokenAt: 3, reason: 'prev' });
  });

  it('breaks where an event is missing, repeated, moved or of another instruction', async () => {
    const { events } = await chainOf(['a', 'b', 'c']);
    const [first, second, third] = events;
    if (!first || !second || !third) throw new Error('three events were made');
    expect(await verifyChain([second, third])).toEqual({ ok: false, brokenAt: 1, reason: 'number' });
    expect(await verifyChain([first, third])).toEqual({ ok: false, brokenAt: 2, reason: 'number' });
    expect(await verifyChain([first, first, second])).toEqual({ ok: false, brokenAt: 2, reason: 'number' });
    expect(await verifyChain([first, third, second])).toEqual({ ok: false, brokenAt: 2, reason: 'number' });
    const stranger = await seal({ ...second, id: '01KJQ6T0ZV8Q4N9E2M5R7S3XWZ' }, first.hash);
    expect(await verifyChain([first, stranger])).toEqual({ ok: false, brokenAt: 2, reason: 'number' });
  });

  it('breaks where recorded time goes back', async () => {
    const event = { id, type: 'warned', by: null, data: {} };
    const first = await seal({ ...event, n: 1, at: 2_000 }, genesis);
    const second = await seal({ ...event, n: 2, at: 1_999 }, first.hash);
    expect(await verifyChain([first, second])).toEqual({ ok: false, brokenAt: 2, reason: 'order' });
  });

  it('breaks where a private part was altered, swapped, or belongs to no event', async () => {
    const { events, privates } = await chainOf(['a', 'b']);
    const [one, two] = privates;
    if (!one || !two) throw new Error('two parts were made');
    const broken = (n: number) => ({ ok: false, brokenAt: n, reason: 'commitment' });
    expect(await verifyChain(events, [one, { ...two, value: 'B' }])).toEqual(broken(2));
    expect(await verifyChain(events, [{ ...two, n: 1 }])).toEqual(broken(1));
    expect(await verifyChain(events, [one, { ...two, n: 3 }])).toEqual(broken(3));
    expect(await verifyChain(events, [{ ...one, value: '\uD842' }])).toEqual(broken(1));
  });

  it('calls an event that has no canonical form altered', async () => {
    const { events } = await chainOf(['a']);
    expect(await verifyChain(events.map(each => ({ ...each, data: '\uD842' })))).toEqual({
      ok: false,
      brokenAt: 1,
      reason: 'hash',
    });
  });
});
