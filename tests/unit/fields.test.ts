import Ajv2020 from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { fieldCodes, fieldProblems, strict } from '../../shared/contract/codes.ts';
import * as fields from '../../shared/contract/fields.ts';

const {
  AccountNumber,
  BankCode,
  CardNumber,
  Cursor,
  DocumentRef,
  Fen,
  IdDocument,
  IdempotencyKey,
  IncidentNumber,
  Instant,
  Name,
  NonNegativeFen,
  OrgCode,
  PersonId,
  PersonRef,
  Phone,
  ResidentId,
  Sha256Hex,
  Target,
  Ulid,
  choice,
  listOf,
  shortText,
} = fields;

const codesOf = (schema: z.ZodType, input: unknown): string[] => {
  const { error } = schema.safeParse(input);
  return error ? fieldProblems(error).map(({ field, code }) => (field ? `${field}: ${code}` : code)) : [];
};

const officer = { name: '李警官', idType: '10', idNumber: '037117' };
const document = { type: 'form', number: '莘公（刑）止〔2026〕17号', sha256: 'a'.repeat(64) };
const card = { type: 'card', number: '9990001234567890121', holder: '王小明' };

describe('what a field accepts', () => {
  it.each<[string, z.ZodType, unknown, unknown]>([
    ['an amount', Fen, 1, 1],
    ['the largest amount', Fen, 10 ** 13, 10 ** 13],
    ['an amount of nothing where allowed', NonNegativeFen, 0, 0],
    ['an instant as epoch ms', Instant, '2026-03-02T09:15:00+08:00', 1772414100000],
    ['a name trimmed and composed', Name, '\u3000 Zoe\u0308 ', 'Zo\u00eb'],
    ['a name with a character outside the basic plane', shortText(2), '𠮷田', '𠮷田'],
    ['an incident number', IncidentNumber, 'JQ-202603', 'JQ-202603'],
    ['a bank code', BankCode, 'ICBC', 'ICBC'],
    ['an organisation code', OrgCode, '371522', '371522'],
    ['a person id', PersonId, 'p-1', 'p-1'],
    ['an idempotency key', IdempotencyKey, '!~$abcde', '!~$abcde'],
    ['a land line', Phone, '0635-5550117', '0635-5550117'],
    ['a foreign number', Phone, '+4930123456', '+4930123456'],
    ['an emergency number', Phone, '110', '110'],
    ['a resident number', ResidentId, '11010519491231002X', '11010519491231002X'],
    ['a card', CardNumber, '4111111111111111', '4111111111111111'],
    ['an account that would fail Luhn', AccountNumber, '4111111111111112', '4111111111111112'],
    ['a ULID', Ulid, '01KJQ6T0ZV8Q4N9E2M5R7S3XWY', '01KJQ6T0ZV8Q4N9E2M5R7S3XWY'],
    ['a cursor', Cursor, 'abc_-9', 'abc_-9'],
    ['an officer', PersonRef, officer, officer],
    [
      'a passport, which has no check digit',
      IdDocument,
      { type: '03', number: 'E12345678' },
      { type: '03', number: 'E12345678' },
    ],
    ['a document', DocumentRef, document, document],
    ['a card target', Target, card, card],
    [
      'a card of an unknown holder',
      Target,
      { type: 'card', number: card.number },
      { type: 'card', number: card.number },
    ],
    [
      'a transaction whose payee is unknown',
      Target,
      { type: 'transaction-serial', institution: 'TENPAY', serial: '20260302000047' },
      { type: 'transaction-serial', institution: 'TENPAY', serial: '20260302000047' },
    ],
  ])('%s', (_, schema, input, output) => {
    expect(schema.parse(input)).toEqual(output);
  });
});

describe('what a field refuses, with a stable code', () => {
  it.each<[string, z.ZodType, unknown, string[]]>([
    ['nothing', Fen, undefined, ['required']],
    ['a fraction of a fen', Fen, 1.5, ['fen-whole']],
    ['an amount as text', Fen, '100', ['fen-whole']],
    ['more than can be counted exactly', Fen, 2 ** 53, ['fen-whole']],
    ['not a number', Fen, Number.NaN, ['fen-whole']],
    ['no money', Fen, 0, ['fen-range']],
    ['negative money', NonNegativeFen, -1, ['fen-range']],
    ['too much money', Fen, 10 ** 13 + 1, ['fen-range']],
    ['a day that does not exist', Instant, '2026-02-30T09:15:00+08:00', ['instant-form']],
    ['an instant as a number', Instant, 1772414100000, ['instant-form']],
    ['only spaces', Name, ' \u3000 ', ['text-empty']],
    ['a number for a name', Name, 7, ['text-expected']],
    ['a control character', Name, 'a\u0000b', ['text-forbidden-character']],
    ['a line break', Name, 'a\nb', ['text-forbidden-character']],
    ['a line separator', Name, 'a\u2028b', ['text-forbidden-character']],
    ['a turned direction of writing', Name, 'a\u202Eb', ['text-forbidden-character']],
    ['an isolate', Name, 'a\u2066b', ['text-forbidden-character']],
    ['a character that cannot be seen', Name, 'a\u200Bb', ['text-forbidden-character']],
    ['half a character', Name, 'a\uD842', ['text-forbidden-character']],
    ['too many characters', shortText(2), '𠮷田三', ['text-too-long']],
    ['a short incident number', IncidentNumber, 'JQ-20', ['incident-number-form']],
    ['lower-case bank code', BankCode, 'icbc', ['bank-code-form']],
    ['a long organisation code', OrgCode, 'A'.repeat(15), ['org-code-form']],
    ['a person id with a space', PersonId, 'p 1', ['person-id-form']],
    ['an idempotency key with a separator', IdempotencyKey, 'abcd#efgh', ['idempotency-key-form']],
    ['an idempotency key with a space', IdempotencyKey, 'abcd efgh', ['idempotency-key-form']],
    ['a short idempotency key', IdempotencyKey, 'abcdefg', ['idempotency-key-form']],
    ['an idempotency key in Chinese', IdempotencyKey, '止付止付止付止付', ['idempotency-key-form']],
    ['upper-case hex', Sha256Hex, 'A'.repeat(64), ['sha256-form']],
    ['words for a telephone', Phone, 'call me', ['phone-form']],
    ['a resident number with a wrong check digit', ResidentId, '110105194912310021', ['resident-id-check-digit']],
    ['a resident number of fifteen digits', ResidentId, '110105491231002', ['resident-id-form']],
    ['a card with a wrong check digit', CardNumber, '4111111111111112', ['card-check-digit']],
    ['a card with spaces', CardNumber, '4111 1111 1111 1111', ['number-not-normalised']],
    ['a card with dashes', CardNumber, '4111-1111-1111-1111', ['number-not-normalised']],
    ['a card in full-width digits', CardNumber, '４１１１１１１１１１１１１１１１', ['number-not-normalised']],
    ['a card with a letter', CardNumber, '411111111111111A', ['card-number-form']],
    ['a card that would be too short without its spaces', CardNumber, '4111 1111', ['card-number-form']],
    ['an account with a space', AccountNumber, '1611 0301', ['number-not-normalised']],
    ['a short account', AccountNumber, '12345', ['account-number-form']],
    ['a ULID with an I', Ulid, '01KJQ6T0ZV8Q4N9E2M5R7S3XWI', ['ulid-form']],
    ['a cursor with a slash', Cursor, 'a/b', ['cursor-form']],
    ['an officer without a number', PersonRef, { name: '李', idType: '10' }, ['idNumber: required']],
    ['an officer of an unknown id type', PersonRef, { ...officer, idType: '07' }, ['idType: choice-unknown']],
    ['an officer with a field too many', PersonRef, { ...officer, rank: 'x' }, ['rank: unknown-field']],
    ['text for an officer', PersonRef, '李警官', ['object-expected']],
    [
      'a resident id with a wrong check digit',
      IdDocument,
      { type: '01', number: '110105194912310021' },
      ['number: resident-id-check-digit'],
    ],
    ['a document of an unknown type', DocumentRef, { ...document, type: 'photo' }, ['type: choice-unknown']],
    ['a target of an unknown type', Target, { type: 'cheque', number: '1' }, ['type: type-unknown']],
    ['a target of no type', Target, { number: '1' }, ['type: type-unknown']],
    ['a list as a target', Target, [], ['object-expected']],
    [
      'a payee where there cannot be one',
      Target,
      { type: 'transaction-serial', institution: 'TENPAY', serial: '123456', holder: '王' },
      ['holder: unknown-field'],
    ],
    ['an empty list', listOf(Fen, 1, 2), [], ['list-length']],
    ['a long list', listOf(Fen, 1, 2), [1, 1, 1], ['list-length']],
    ['one wrong item of a list', strict({ list: listOf(Fen, 1, 2) }), { list: [1, 0] }, ['list.1: fen-range']],
    [
      'several wrong fields',
      strict({ a: Fen, b: Name, c: choice(['x']) }),
      { a: 0, d: 1, e: 2 },
      ['a: fen-range', 'b: required', 'c: required', 'd: unknown-field', 'e: unknown-field'],
    ],
  ])('%s', (_, schema, input, codes) => {
    expect(codesOf(schema, input)).toEqual(codes);
  });

  it('never repeats the value that was refused', () => {
    const { error } = strict({ card: CardNumber }).safeParse({ card: '4111111111111112' });
    expect(JSON.stringify(error && fieldProblems(error))).not.toContain('4111');
  });
});

describe('the published description', () => {
  const ajv = formats.default(new Ajv2020.default({ strict: false }));
  const schemas = Object.entries(fields).flatMap(([name, each]) =>
    each instanceof z.ZodType ? [[name, each] as const] : [],
  );

  it('exists for every schema and says what its examples are', () => {
    expect(schemas.length).toBeGreaterThan(15);
    for (const [name, schema] of schemas) {
      const published = z.toJSONSchema(schema, { io: 'input' });
      expect(Object.keys(published).length, name).toBeGreaterThan(1);
      for (const example of published.examples ?? []) {
        expect(schema.safeParse(example).success, `${name} ${JSON.stringify(example)}`).toBe(true);
        expect(ajv.validate(published, example), name).toBe(true);
      }
    }
  });

  it('gives an instant as a date-time text on the way in', () => {
    expect(z.toJSONSchema(Instant, { io: 'input' })).toMatchObject({ type: 'string', format: 'date-time' });
    expect(z.encode(Instant, 1772414100000)).toBe('2026-03-02T01:15:00.000Z');
  });

  it('refuses unknown fields and a target of two kinds', () => {
    const valid = ajv.compile(z.toJSONSchema(Target, { io: 'input' }));
    expect(valid(card)).toBe(true);
    expect(valid({ ...card, extra: 1 })).toBe(false);
  });

  it('has one translation key for each way to be wrong', () => {
    expect(new Set(fieldCodes).size).toBe(fieldCodes.length);
    for (const each of fieldCodes) expect(each).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });
});
