import canonicalize from 'canonicalize';
import { Fault, isFault } from '../domain/fault.ts';

const bytes = new TextEncoder();

/** Where there is one, Node's own hash answers at once; Web Crypto sends each digest of a few bytes to another thread. */
const node = globalThis.process?.getBuiltinModule?.('node:crypto');

/**
 * RFC 8785 canonical JSON: what is hashed and signed. Members that are undefined are left out.
 * @throws Fault bug/not-canonical for what has no such form (NaN, half a character, a cycle)
 */
export const canonical = (value: unknown): string => {
  let text: string | undefined;
  try {
    text = canonicalize(value);
  } catch (cause) {
    throw new Fault('bug', 'not-canonical', {}, { cause });
  }
  if (text === undefined) throw new Fault('bug', 'not-canonical');
  return text;
};

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => bytes.encode(text);

export const sha256 = async (data: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(node ? node.hash('sha256', data, 'buffer') : await crypto.subtle.digest('SHA-256', data));

export const hex = (data: Uint8Array): string => Array.from(data, byte => byte.toString(16).padStart(2, '0')).join('');

export const fromHex = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: text.length / 2 }, (_, at) => Number.parseInt(text.slice(at * 2, at * 2 + 2), 16));

/** SHA-256 of the canonical JSON, in hex. */
export const digest = async (value: unknown): Promise<string> => {
  const text = canonical(value);
  return node ? node.hash('sha256', text, 'hex') : hex(await sha256(utf8(text)));
};

/** The same of what others sent: undefined where it has no canonical form, for it was never hashed by us. */
export const digestOfForeign = async (value: unknown): Promise<string | undefined> => {
  try {
    return await digest(value);
  } catch (error) {
    if (isFault(error)) return undefined;
    throw error;
  }
};
