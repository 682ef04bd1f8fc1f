import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../shared/sheet/file/crc32.ts';
import { openZip } from '../../../shared/sheet/file/zip.ts';

const utf8 = new TextEncoder();

/** One stored part, with its sizes and the directory's place in the long form, as streaming writers of large files make it. */
const longForm = (name: string, content: string): Uint8Array<ArrayBuffer> => {
  const [title, body] = [utf8.encode(name), utf8.encode(content)];
  const bytes = new Uint8Array(30 + title.length + body.length + 46 + title.length + 28 + 56 + 20 + 22);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const put = (...fields: readonly (readonly [bits: 16 | 32 | 64, value: number])[]) => {
    for (const [bits, value] of fields) {
      if (bits === 16) view.setUint16(at, value, true);
      else if (bits === 32) view.setUint32(at, value, true);
      else view.setBigUint64(at, BigInt(value), true);
      at += bits / 8;
    }
  };
  const copy = (part: Uint8Array) => {
    bytes.set(part, at);
    at += part.length;
  };
  const times = [
    [32, 0],
    [32, crc32(body)],
  ] as const;
  put(
    [32, 0x04034b50],
    [16, 45],
    [16, 8],
    [16, 0],
    ...times,
    [32, 0xffffffff],
    [32, 0xffffffff],
    [16, title.length],
    [16, 0],
  );
  copy(title);
  copy(body);
  const directory = at;
  put([32, 0x02014b50], [16, 45], [16, 45], [16, 8], [16, 0], ...times, [32, 0xffffffff], [32, 0xffffffff]);
  put([16, title.length], [16, 28], [16, 0], [16, 0], [16, 0], [32, 0], [32, 0xffffffff]);
  copy(title);
  put([16, 1], [16, 24], [64, body.length], [64, body.length], [64, 0]);
  const end64 = at;
  put(
    [32, 0x06064b50],
    [64, 44],
    [16, 45],
    [16, 45],
    [32, 0],
    [32, 0],
    [64, 1],
    [64, 1],
    [64, end64 - directory],
    [64, directory],
  );
  put([32, 0x07064b50], [32, 0], [64, end64], [32, 1]);
  put([32, 0x06054b50], [16, 0], [16, 0], [16, 0xffff], [16, 0xffff], [32, 0xffffffff], [32, 0xffffffff], [16, 0]);
  return bytes;
};

describe('an archive', () => {
  it('gives its parts by path, whatever the case and the slashes', async () => {
    const archive = openZip(new Uint8Array(zipSync({ 'xl\\Workbook.xml': utf8.encode('工作簿') })));
    expect(archive.has('xl/workbook.xml')).toBe(true);
    expect(await archive.read('XL/workbook.xml')).toBe('工作簿');
    expect(await archive.read('other.xml')).toBeUndefined();
  });

  it('gives stored parts and packed ones', async () => {
    const content = utf8.encode('<x/>'.repeat(1000));
    const archive = openZip(
      new Uint8Array(zipSync({ stored: [content, { level: 0 }], packed: [content, { level: 9 }] })),
    );
    expect(await archive.read('stored')).toBe(await archive.read('packed'));
  });

  it('may have its sizes and directory in the long form', async () => {
    const bytes = longForm('xl/workbook.xml', '<workbook/>');
    expect(await openZip(bytes).read('xl/workbook.xml')).toBe('<workbook/>');
    expect(() => unzipSync(bytes)).not.toThrow();
  });

  it('may end with a comment', async () => {
    const plain = zipSync({ part: utf8.encode('content') });
    const comment = utf8.encode('PK comment');
    const bytes = new Uint8Array([...plain, ...comment]);
    new DataView(bytes.buffer).setUint16(plain.length - 2, comment.length, true);
    expect(await openZip(bytes).read('part')).toBe('content');
  });

  it('with a part that is not what was packed is damaged', async () => {
    const bytes = new Uint8Array(zipSync({ part: utf8.encode('6222021234567890128') }, { level: 0 }));
    const at = Array.from(bytes, byte => String.fromCharCode(byte))
      .join('')
      .indexOf('6222');
    bytes[at + 3] = 0x33;
    await expect(openZip(bytes).read('part')).rejects.toMatchObject({ code: 'damaged' });
  });
});
