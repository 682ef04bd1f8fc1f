// Browsers hide WebCrypto from pages without TLS, as on a station's local network, so this one digest is made by hand.

const primes = (count: number): number[] => {
  const found: number[] = [];
  for (let n = 2; found.length < count; n += 1) if (found.every(prime => n % prime !== 0)) found.push(n);
  return found;
};

/** The first 32 bits of the fraction of an n-th root (FIPS 180-4, 4.2.2 and 5.3.3). */
const fraction = (prime: number, root: number): number => {
  const value = prime ** (1 / root);
  return Math.floor((value - Math.floor(value)) * 2 ** 32) | 0;
};

const constants = Int32Array.from(primes(64), prime => fraction(prime, 3));
const start = Int32Array.from(primes(8), prime => fraction(prime, 2));

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

const padded = (bytes: Uint8Array): DataView => {
  const length = Math.ceil((bytes.length + 9) / 64) * 64;
  const block = new Uint8Array(length);
  block.set(bytes);
  block[bytes.length] = 0x80;
  const view = new DataView(block.buffer);
  view.setBigUint64(length - 8, BigInt(bytes.length) * 8n);
  return view;
};

/** Words 16 to 63 of a block, from its first sixteen. */
const schedule = (view: DataView, from: number): Int32Array => {
  const words = new Int32Array(64);
  const word = (n: number) => words[n] ?? 0;
  for (let n = 0; n < 16; n += 1) words[n] = view.getInt32(from + 4 * n);
  for (let n = 16; n < 64; n += 1) {
    const [near, far] = [word(n - 2), word(n - 15)];
    const small = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3);
    const large = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10);
    words[n] = word(n - 16) + small + word(n - 7) + large;
  }
  return words;
};

const compress = (state: Int32Array, words: Int32Array): void => {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let n = 0; n < 64; n += 1) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const first = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + (constants[n] ?? 0) + (words[n] ?? 0);
    const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  for (const [n, word] of [a, b, c, d, e, f, g, h].entries()) state[n] = (state[n] ?? 0) + word;
};

/** SHA-256 of a text's UTF-8, in lower-case hex. */
export const sha256 = (text: string): string => {
  const view = padded(new TextEncoder().encode(text));
  const state = start.slice();
  for (let from = 0; from < view.byteLength; from += 64) compress(state, schedule(view, from));
  return Array.from(state, word => (word >>> 0).toString(16).padStart(8, '0')).join('');
};
