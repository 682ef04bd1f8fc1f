import { Fault } from '../../domain/fault.ts';

/** What a reader wants to hear of a part. Names come without prefix; attributes raw, for `attribute`. */
export interface XmlReader {
  open?(name: string, attributes: string): void;
  text?(text: string): void;
  close?(name: string): void;
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const decode = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(#x?[\da-f]+|\w+);/gi, (whole, name: string) => {
        if (!name.startsWith('#')) return named[name] ?? whole;
        const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
        return code <= 0x10ffff ? String.fromCodePoint(code) : '';
      })
    : text;

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The value of one attribute, by its name without prefix. */
export const attribute = (attributes: string, name: string): string | undefined => {
  let at = 0;
  for (;;) {
    const equals = attributes.indexOf('=', at);
    if (equals < 0) return undefined;
    let open = equals + 1;
    while (/\s/.test(attributes.charAt(open))) open += 1;
    const quote = attributes.charAt(open);
    const end = quote === '"' || quote === "'" ? attributes.indexOf(quote, open + 1) : -1;
    if (end < 0) return undefined;
    if (local(attributes.slice(at, equals).trim()) === name) return decode(attributes.slice(open + 1, end));
    at = end + 1;
  }
};

const tagEnd = (xml: string, from: number): number => {
  let quote = '';
  for (let at = from; at < xml.length; at += 1) {
    const letter = xml.charAt(at);
    if (quote) quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '>') return at;
  }
  return -1;
};

/**
 * Walks an XML part once. Knows as much of XML as workbooks use; declarations of types and entities are refused, so nothing expands.
 * @throws Fault invalid/damaged
 */
export const walkXml = (xml: string, reader: XmlReader): void => {
  const past = (mark: string, from: number): number => {
    const at = xml.indexOf(mark, from);
    if (at < 0) throw new Fault('invalid', 'damaged');
    return at;
  };
  let at = xml.indexOf('<');
  while (at >= 0) {
    let next: number;
    if (xml.startsWith('<!--', at)) next = past('-->', at) + 3;
    else if (xml.startsWith('<?', at)) next = past('?>', at) + 2;
    else if (xml.startsWith('<![CDATA[', at)) {
      const end = past(']]>', at);
      reader.text?.(xml.slice(at + 9, end));
      next = end + 3;
    } else if (xml.charAt(at + 1) === '!') throw new Fault('invalid', 'damaged');
    else {
      const end = tagEnd(xml, at);
      if (end < 0) throw new Fault('invalid', 'damaged');
      next = end + 1;
      tell(xml.slice(at + 1, end), reader);
    }
    at = xml.indexOf('<', next);
    if (at > next) reader.text?.(decode(xml.slice(next, at)));
  }
};

const tell = (tag: string, reader: XmlReader): void => {
  if (tag.startsWith('/')) {
    reader.close?.(local(tag.slice(1).trimEnd()));
    return;
  }
  const closed = tag.endsWith('/');
  const inner = closed ? tag.slice(0, -1) : tag;
  const blank = inner.search(/\s/);
  const name = local(blank < 0 ? inner : inner.slice(0, blank));
  reader.open?.(name, blank < 0 ? '' : inner.slice(blank));
  if (closed) reader.close?.(name);
};
