import { Fault } from '../../domain/fault.ts';

const strictly = (bytes: Uint8Array, encoding: string): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/**
 * Text of a file without a declared encoding: by its byte order mark, else UTF-8 if every byte fits, else GB18030 (which holds GBK and GB2312).
 * @throws Fault invalid/unknown-encoding
 */
export const decodeText = (bytes: Uint8Array): string => {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const text = strictly(bytes, 'utf-8') ?? strictly(bytes, 'gb18030');
  if (text === undefined || text.includes('\0')) throw new Fault('invalid', 'unknown-encoding');
  return text;
};
