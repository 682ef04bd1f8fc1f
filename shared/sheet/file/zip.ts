import { Fault } from '../../domain/fault.ts';
import { limits } from '../limits.ts';
import { crc32 } from './crc32.ts';

interface Entry {
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** The parts of a workbook, by lower-case path. */
export interface Archive {
  has(path: string): boolean;
  /** @throws Fault invalid/too-large, as soon as all that was read so far passes the limit; invalid/damaged */
  read(path: string): Promise<string | undefined>;
}

const signature = { local: 0x04034b50, entry: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50 };
const damaged = () => new Fault('invalid', 'damaged');

/** Where the directory starts and how many entries it has; the long form is what Java's streaming writers make. */
const findDirectory = (view: DataView) => {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  let end = view.byteLength - 22;
  while (end >= lowest && view.getUint32(end, true) !== signature.end) end -= 1;
  if (end < lowest) throw damaged();
  if (end < 20 || view.getUint32(end - 20, true) !== signature.locator64) {
    return { count: view.getUint16(end + 10, true), start: view.getUint32(end + 16, true) };
  }
  const end64 = Number(view.getBigUint64(end - 20 + 8, true));
  if (view.getUint32(end64, true) !== signature.end64) throw damaged();
  return { count: Number(view.getBigUint64(end64 + 32, true)), start: Number(view.getBigUint64(end64 + 48, true)) };
};

/** Sizes and offset that did not fit in 32 bits stand in extra field 1, only those, in this order. */
const longSizes = (view: DataView, from: number, length: number, entry: Entry): Entry => {
  for (let at = from; at + 4 <= from + length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let next = at + 4;
    const long = (value: number) => {
      if (value !== 0xffffffff) return value;
      next += 8;
      return Number(view.getBigUint64(next - 8, true));
    };
    const size = long(entry.size);
    const packed = long(entry.packed);
    return { ...entry, size, packed, offset: long(entry.offset) };
  }
  return entry;
};

const readDirectory = (bytes: Uint8Array, view: DataView): Map<string, Entry> => {
  const { count, start } = findDirectory(view);
  if (count > limits.parts) throw new Fault('invalid', 'too-large');
  const entries = new Map<string, Entry>();
  let at = start;
  for (let n = 0; n < count; n += 1) {
    if (view.getUint32(at, true) !== signature.entry) throw damaged();
    if (view.getUint16(at + 8, true) & 1) throw new Fault('invalid', 'encrypted');
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const entry = {
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    entries.set(name.replaceAll('\\', '/').toLowerCase(), longSizes(view, at + 46 + nameLength, extraLength, entry));
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  }
  return entries;
};

const within = <T>(read: () => T): T => {
  try {
    return read();
  } catch (error) {
    throw error instanceof RangeError ? damaged() : error;
  }
};

/** @throws Fault invalid/damaged, invalid/encrypted, invalid/too-large */
export const openZip = (bytes: Uint8Array<ArrayBuffer>): Archive => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = within(() => readDirectory(bytes, view));
  let left: number = limits.unpackedBytes;

  const unpack = async (packed: Uint8Array<ArrayBuffer>, { method, crc }: Entry): Promise<string> => {
    const raw = new Blob([packed]).stream();
    const stream = method === 0 ? raw : raw.pipeThrough(new DecompressionStream('deflate-raw'));
    const reader = stream.getReader();
    const decoder = new TextDecoder();
    let text = '';
    let sum = 0;
    try {
      // The size an archive states is a claim, so what comes out is counted.
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        left -= next.value.byteLength;
        if (left < 0) throw new Fault('invalid', 'too-large');
        sum = crc32(next.value, sum);
        text += decoder.decode(next.value, { stream: true });
      }
    } catch (error) {
      await reader.cancel().catch(() => undefined);
      throw error instanceof Fault ? error : damaged();
    }
    // A digit that changed on the way would stop somebody else's account.
    if (sum !== crc) throw damaged();
    return text + decoder.decode();
  };

  return {
    has: path => entries.has(path.toLowerCase()),
    read: async path => {
      const entry = entries.get(path.toLowerCase());
      if (!entry) return undefined;
      if (entry.size > left) throw new Fault('invalid', 'too-large');
      const packed = within(() => {
        if (view.getUint32(entry.offset, true) !== signature.local) throw damaged();
        const names = view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
        const start = entry.offset + 30 + names;
        if (start + entry.packed > bytes.byteLength) throw damaged();
        return bytes.subarray(start, start + entry.packed);
      });
      if (entry.method !== 0 && entry.method !== 8) throw damaged();
      return unpack(packed, entry);
    },
  };
};
