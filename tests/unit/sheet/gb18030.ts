/** Encodes as GB18030's two-byte part, by turning the decoder's table round: Node decodes it but does not encode it. */
const bytesOf = new Map<string, readonly number[]>();
const decoder = new TextDecoder('gb18030');
for (let first = 0x81; first <= 0xfe; first += 1) {
  for (let second = 0x40; second <= 0xfe; second += 1) {
    const letter = decoder.decode(new Uint8Array([first, second]));
    if ([...letter].length === 1) bytesOf.set(letter, [first, second]);
  }
}

export const gb18030 = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Array.from(text).flatMap(letter => bytesOf.get(letter) ?? letter.charCodeAt(0)));
