import { Fault } from '../../domain/fault.ts';
import { limits } from '../limits.ts';

const startsWith = (bytes: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, place) => bytes[place] === byte);

const isZip = (bytes: Uint8Array) => startsWith(bytes, [0x50, 0x4b]);
/** The container of `.xls` files, and of `.xlsx` files with a password. */
const isCompound = (bytes: Uint8Array) => startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]);
const isEncrypted = (bytes: Uint8Array) => new TextDecoder('utf-16le').decode(bytes).includes('EncryptedPackage');

const byExtension: Readonly<Record<string, 'workbook' | 'text' | 'macros' | 'old-format'>> = {
  xlsx: 'workbook',
  csv: 'text',
  tsv: 'text',
  txt: 'text',
  xlsm: 'macros',
  xltm: 'macros',
  xlsb: 'old-format',
  xls: 'old-format',
  et: 'old-format',
};

/**
 * What to read the file as; its name and its first bytes must agree.
 * @throws Fault invalid/empty-file, file-too-large, macros, old-format, unknown-format, encrypted, wrong-extension
 */
export const fileKind = (bytes: Uint8Array, fileName: string): 'workbook' | 'text' => {
  const kind = byExtension[/\.([^.]*)$/.exec(fileName.trim().toLowerCase())?.[1] ?? ''];
  if (kind === undefined) throw new Fault('invalid', 'unknown-format');
  if (kind === 'macros' || kind === 'old-format') throw new Fault('invalid', kind);
  if (bytes.byteLength === 0) throw new Fault('invalid', 'empty-file');
  if (bytes.byteLength > limits.fileBytes) throw new Fault('invalid', 'file-too-large');
  if (isCompound(bytes)) throw new Fault('invalid', isEncrypted(bytes) ? 'encrypted' : 'wrong-extension');
  if (isZip(bytes) !== (kind === 'workbook')) throw new Fault('invalid', 'wrong-extension');
  return kind;
};
