import fc from 'fast-check';

// biome-ignore lint/suspicious/noExplicitAny: a schema is read by path.
type Schema = any;

const instant = fc
  .date({ min: new Date('2025-01-01'), max: new Date(), noInvalidDate: true })
  .map(date => date.toISOString());

const textOf = ({ pattern, format, maxLength = 60 }: Schema): fc.Arbitrary<string> => {
  if (format === 'date-time') return instant;
  if (pattern) return fc.stringMatching(new RegExp(pattern));
  return fc.string({ unit: 'grapheme', minLength: 1, maxLength: Math.min(maxLength, 60) });
};

const objectOf = (schema: Schema, document: Schema): fc.Arbitrary<unknown> => {
  const members = Object.entries<Schema>(schema.properties ?? {}).map(([name, member]) => [
    name,
    bodyOf(member, document),
  ]);
  return fc.record(Object.fromEntries(members), { requiredKeys: schema.required ?? [] });
};

/** Values that a published schema allows; what it cannot say, a check digit or a time ahead, may still be wrong. */
export const bodyOf = (schema: Schema, document: Schema): fc.Arbitrary<unknown> => {
  if (schema.$ref) return bodyOf(document.components.schemas[schema.$ref.split('/').at(-1)], document);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return fc.oneof(...choices.map((each: Schema) => bodyOf(each, document)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object':
      return objectOf(schema, document);
    case 'array':
      return fc.array(bodyOf(schema.items, document), { minLength: schema.minItems ?? 0, maxLength: 3 });
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 10 ** 9, 2 ** 31 - 1) });
    case 'boolean':
      return fc.boolean();
    default:
      return textOf(schema);
  }
};

const prototype = JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":1}}');

/** What no schema asks for. */
const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    true,
    -1,
    0.5,
    1e308,
    Number.MAX_SAFE_INTEGER,
    -0,
    '',
    '\u202E',
    '\u0000',
    '\ud800',
    prototype,
    [],
  ),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.integer(),
  fc.double(),
  fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }),
  fc.constant('𠮷'.repeat(600)),
  fc.constant(Array.from({ length: 60 }, () => ({}))),
);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One place of a value replaced; `steps` lead there, as far as the value goes. */
const replaced = (value: unknown, [step = 0, ...steps]: readonly number[], by: unknown): unknown => {
  if (Array.isArray(value) && value.length > 0)
    return value.with(step % value.length, replaced(value[step % value.length], steps, by));
  if (!isRecord(value)) return by;
  const names = Object.keys(value);
  const name = names[step % (names.length + 1)];
  return name === undefined ? { ...value, surprise: by } : { ...value, [name]: replaced(value[name], steps, by) };
};

const mutated = (body: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(body, fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }), junk)
    .map(([value, path, by]) => replaced(value, path, by));

/** A text with a piece cut out or put in. */
const torn = (body: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc
    .tuple(body, fc.nat(2000), fc.nat(5), fc.constantFrom('', '"', '{', '}', ',', ':', '\\', '\u0000', '[', '1e999'))
    .map(([value, at, cut, put]) => {
      const text = JSON.stringify(value);
      const from = at % (text.length + 1);
      return `${text.slice(0, from)}${put}${text.slice(from + cut)}`;
    });

/** Bodies of a schema: sound, wrong in one place, or no JSON any more. */
export const texts = (schema: Schema, document: Schema): fc.Arbitrary<string> => {
  const body = bodyOf(schema, document);
  const asText = (value: fc.Arbitrary<unknown>): fc.Arbitrary<string> => value.map(each => JSON.stringify(each) ?? '');
  return fc.oneof(asText(body), asText(mutated(body)), asText(mutated(mutated(body))), torn(body));
};
