import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fault } from '../../../shared/domain/fault.ts';
import { parseJson } from '../../../shared/http/well-formed.ts';

const refusal = (text: string): unknown => {
  try {
    parseJson(text);
  } catch (error) {
    if (error instanceof Fault) return error.details.errors ?? error.code;
    throw error;
  }
  return undefined;
};

describe('a JSON text', () => {
  test('is read as JSON.parse reads it, whatever it holds', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6, stringUnit: 'binary' }), text => {
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ['at the top', '{"a":1,"b":2,"a":3}', 'a'],
    ['deep within', '{"a":[{"x":1},{"b":{"c":1,"c":1}}]}', 'a.1.b.c'],
    ['written with an escape', '{"amount":1,"\\u0061mount":2}', 'amount'],
    ['after a text with brackets and quotes', '{"a":"}],{\\"a\\":","a":1}', 'a'],
    ['of the prototype', '{"__proto__":1,"__proto__":2}', '__proto__'],
    ['with an empty name', '{"":1,"":2}', ''],
  ])('with a member twice %s is refused by its path', (_, text, field) => {
    expect(refusal(text)).toEqual([{ field, code: 'duplicate-field' }]);
  });

  test.each([
    ['the same name in another object', '{"a":{"b":1},"c":{"b":1},"b":1}'],
    ['the same text as a value', '["a","a",{"a":"a"}]'],
    ['empty objects and lists', '{"a":{},"b":[],"c":[[],{}]}'],
  ])('with %s is taken', (_, text) => {
    expect(refusal(text)).toBeUndefined();
  });

  test.each([['{"a":1,}'], ['{a:1}'], ["{'a':1}"], ['[1,2'], ['nul'], ['{"a":NaN}'], ['\uFEFF{}'], ['{"a":"\n"}']])(
    'that is none is refused: %j',
    text => {
      expect(refusal(text)).toBe('json');
    },
  );

  test('with a list beyond measure is refused before its items are looked at', () => {
    expect(refusal(JSON.stringify({ transfers: Array.from({ length: 2001 }, () => 0) }))).toEqual([
      { field: 'transfers.2000', code: 'list-length' },
    ]);
  });

  test('as deep as a body may be does not overflow', () => {
    const deep = 500_000;
    expect(refusal(`${'['.repeat(deep)}${']'.repeat(deep)}`)).toBeUndefined();
    expect(refusal(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)).toBeUndefined();
  });

  test('with a very long text does not overflow', () => {
    expect(refusal(JSON.stringify({ a: '\\"'.repeat(200_000) }))).toBeUndefined();
  });
});
