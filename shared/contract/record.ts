import { canonical, digest, digestOfForeign } from './canonical.ts';

export {
  type DayEntry,
  type DayHead,
  dayHead,
  dayTree,
  headHash,
  type Inclusion,
  inclusionProof,
  verifyInclusion,
} from './day-head.ts';
export { canonical, digest };

/** What the first event and the first daily head are linked to. */
export const genesis = '0'.repeat(64);

/** The public part of an event, before it is linked. Everything in it is hashed, what its module adds included. */
export interface ChainEvent {
  /** The instruction. */
  readonly id: string;
  /** From 1, without a gap. */
  readonly n: number;
  readonly type: string;
  /** Recorded time, epoch ms; it never goes back within a chain. */
  readonly at: number;
  readonly by: unknown;
  readonly data: unknown;
  /** Of the private part, where there is one. */
  readonly commitment?: string | undefined;
}

export interface Link {
  readonly prev: string;
  readonly hash: string;
}

/** What opens a commitment; erased together with the personal data in it. */
export interface Opening {
  readonly salt: string;
  readonly value: unknown;
}

const freshSalt = (): string => {
  const bits = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bits))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
};

/** Binds a private part without telling it: SHA-256 over { salt, value }, the salt being 128 random bits, base64url. */
export const commit = async (value: unknown, salt = freshSalt()): Promise<{ commitment: string; salt: string }> => ({
  commitment: await digest({ salt, value }),
  salt,
});

export const opens = async (commitment: string | undefined, { salt, value }: Opening): Promise<boolean> =>
  commitment !== undefined && (await digestOfForeign({ salt, value })) === commitment;

/** Links an event to the one before (`genesis` for the first) and hashes both. */
export const seal = async <E extends ChainEvent>(event: E, prev: string): Promise<E & Link> => {
  const linked = { ...event, prev };
  return { ...linked, hash: await digest(linked) };
};

/**
 * Why an event breaks its chain: not the number or the instruction expected at its place; not linked to the one before;
 * altered; recorded before the one before it; its private part is not the one committed to.
 */
export type BreakReason = 'number' | 'prev' | 'hash' | 'order' | 'commitment';
export type ChainProof =
  | { readonly ok: true; readonly head: string }
  | { readonly ok: false; readonly brokenAt: number; readonly reason: BreakReason };

/**
 * Proves a chain from its first event, with the private parts that are still there; erased ones are not missed.
 * `brokenAt` is the place in the chain, from 1.
 */
export const verifyChain = async (
  events: readonly (ChainEvent & Link)[],
  privates: readonly (Opening & { readonly n: number })[] = [],
): Promise<ChainProof> => {
  const unmatched = new Map(privates.map(each => [each.n, each]));
  const twice = privates.find(each => unmatched.get(each.n) !== each);
  let before = { at: Number.NEGATIVE_INFINITY, hash: genesis };
  for (const [place, event] of events.entries()) {
    const brokenAt = place + 1;
    const opening = unmatched.get(event.n);
    const { hash, ...linked } = event;
    if (event.n !== brokenAt || event.id !== events[0]?.id) return { ok: false, brokenAt, reason: 'number' };
    if (event.prev !== before.hash) return { ok: false, brokenAt, reason: 'prev' };
    if ((await digestOfForeign(linked)) !== hash) return { ok: false, brokenAt, reason: 'hash' };
    if (event.at < before.at) return { ok: false, brokenAt, reason: 'order' };
    if (opening && !(await opens(event.commitment, opening))) return { ok: false, brokenAt, reason: 'commitment' };
    unmatched.delete(event.n);
    before = event;
  }
  const stray = twice?.n ?? unmatched.keys().next().value;
  return stray === undefined ? { ok: true, head: before.hash } : { ok: false, brokenAt: stray, reason: 'commitment' };
};
