import * as z from 'zod';
import { mostFen } from '../domain/amount.ts';
import { luhnValid, residentIdValid } from '../domain/check-digits.ts';
import { parseInstant } from '../domain/instant.ts';
import { byType, code, type FieldCode, strict } from './codes.ts';

/** Text of a fixed form, refused and never repaired: what is signed is what was sent. */
const pattern = (form: RegExp, wrong: FieldCode, description: string, example: string) =>
  z
    .string({ error: code(wrong) })
    .regex(form, { error: wrong, abort: true })
    .meta({ description, examples: [example] });

const fen = z.int({ error: code('fen-whole') }).max(mostFen, { error: 'fen-range' });
export const Fen = fen
  .min(1, { error: 'fen-range' })
  .meta({ description: 'Amount in fen (分), CNY', examples: [5_000_000] });
export const NonNegativeFen = fen
  .min(0, { error: 'fen-range' })
  .meta({ description: 'Amount in fen (分), CNY; may be 0', examples: [0] });

const instantText = z.string({ error: code('instant-form') }).refine(text => parseInstant(text) !== undefined, {
  error: 'instant-form',
  abort: true,
});
/** Epoch ms inside, ISO 8601 with offset at the edge. */
export const Instant = z
  .codec(instantText.meta({ format: 'date-time' }), z.int(), {
    decode: text => parseInstant(text) ?? Number.NaN,
    encode: instant => new Date(instant).toISOString(),
  })
  .meta({
    description: 'Instant, ISO 8601 with seconds, up to milliseconds, and an offset or Z',
    examples: ['2026-03-02T09:15:00+08:00'],
  });

// Control characters, line and paragraph separators, what turns the direction of writing, what cannot be seen, half a
// character, and what a decoder puts in the place of bytes that are not UTF-8.
const forbidden = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}\u00AD\u200B\u2060\uFEFF\uFFFD]/u;

/** Trimmed, NFC, one line; 1 to `max` characters (code points). */
export const shortText = (max: number) =>
  z
    .string({ error: code('text-expected') })
    .trim()
    .normalize('NFC')
    .min(1, { error: 'text-empty', abort: true })
    .refine(text => !forbidden.test(text), { error: 'text-forbidden-character' })
    .refine(text => [...text].length <= max, { error: 'text-too-long' })
    .meta({ description: `Text of one line, at most ${max} characters`, maxLength: max });

export const Name = shortText(100).meta({
  description: 'Name of a person or an organisation',
  maxLength: 100,
  examples: ['王小明'],
});

/** One of a list of words; a value outside it is `choice-unknown`. */
export const choice = <const V extends readonly [string, ...string[]]>(values: V) =>
  z.enum(values, { error: code('choice-unknown') });

export const YesOrNo = z
  .boolean({ error: code('boolean-expected') })
  .meta({ description: 'true or false', examples: [true] });

/** A list of `min` to `max` items. */
export const listOf = <T extends z.ZodType>(item: T, min: number, max: number) =>
  z
    .array(item, { error: code('list-expected') })
    .min(min, { error: 'list-length' })
    .max(max, { error: 'list-length' });

/** The case is known by it, so that letter case must not make two of one. */
export const IncidentNumber = z
  .string({ error: code('incident-number-form') })
  .regex(/^[A-Za-z0-9-]{6,40}$/, { error: 'incident-number-form', abort: true })
  .toUpperCase()
  .meta({
    description: 'Police incident number (警情编号); kept in capitals',
    examples: ['JQ20260302000017'],
  });
export const BankCode = pattern(/^[A-Z0-9]{3,14}$/, 'bank-code-form', 'Bank, by its code in the county file', 'ICBC');
export const OrgCode = pattern(
  /^[A-Z0-9]{3,14}$/,
  'org-code-form',
  'Organisation, by its code in the county file',
  'SXGA',
);
export const PersonId = pattern(
  /^[A-Za-z0-9-]{1,40}$/,
  'person-id-form',
  'Person, by the id in the directory',
  'p-017',
);
export const IdempotencyKey = pattern(
  /^[!"$-~]{8,100}$/,
  'idempotency-key-form',
  'Chosen by the caller; the same key and body give the same answer',
  '6f0c2c1e-5b1d-4c55',
);
export const Sha256Hex = pattern(/^[0-9a-f]{64}$/, 'sha256-form', 'SHA-256, lower-case hex', '0'.repeat(64));
export const Ulid = pattern(
  /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/,
  'ulid-form',
  'Id of an instruction or case (ULID)',
  '01KJQ6T0ZV8Q4N9E2M5R7S3XWY',
);
export const Cursor = pattern(
  /^[A-Za-z0-9_-]{1,100}$/,
  'cursor-form',
  'Where the next page begins, from the page before',
  '01KJQ6T0ZV8Q4N9E2M5R7S3XWY',
);
export const Phone = pattern(
  /^\+?[0-9][0-9-]{1,18}[0-9]$/,
  'phone-form',
  'Telephone number: digits, dashes, a leading plus',
  '0635-5550117',
);

/** The platform's own words, which stand in the public part of an event: no text in which a name could hide. */
export const ResultCode = pattern(/^[0-9]{4}$/, 'result-code-form', 'Result code of the national platform', '0000');
export const ApplicationId = pattern(
  /^[0-9A-Za-z]{8,36}$/,
  'application-id-form',
  'ApplicationID (业务申请编号) of the national platform',
  '010137152220260302091500000000000017',
);

const residentId = { description: 'Resident identity number (GB 11643)', examples: ['11010519491231002X'] };
const policeNumber = pattern(/^[0-9A-Za-z]{4,20}$/, 'police-number-form', 'Police number (警号)', '037117');
const otherNumber = pattern(/^[0-9A-Za-z-]{4,30}$/, 'id-number-form', 'Number of the document', 'E12345678');

export const ResidentId = pattern(
  /^[1-9][0-9]{16}[0-9X]$/,
  'resident-id-form',
  residentId.description,
  '11010519491231002X',
)
  .refine(id => residentIdValid(id), { error: 'resident-id-check-digit' })
  .meta(residentId);

/** Our own table of identity documents; the platform's differ from message to message and are mapped there. */
export const idTypes = {
  '01': '居民身份证',
  '02': '户口簿',
  '03': '护照',
  '04': '军官证',
  '05': '士兵证',
  '06': '港澳居民来往内地通行证',
  '07': '台湾居民来往大陆通行证',
  '08': '临时居民身份证',
  '09': '外国人永久居留身份证',
  '10': '警官证',
  '11': '统一社会信用代码',
  '99': '其他',
} as const;

const residentIdTypes = ['01', '08'] as const;
const otherIdTypes = ['02', '03', '04', '05', '06', '07', '09', '10', '11', '99'] as const;
export const IdDocument = byType([
  strict({ type: choice(residentIdTypes), number: ResidentId }),
  strict({ type: choice(otherIdTypes), number: otherNumber }),
]).meta({ id: 'IdDocument', description: 'Identity document; the check digit holds for resident numbers (01, 08)' });

/** An officer named on an instruction: by police number, or by resident number where there is none. */
export const PersonRef = z
  .discriminatedUnion(
    'idType',
    [
      strict({ name: Name, idType: z.literal('10'), idNumber: policeNumber, phone: Phone.optional() }),
      strict({ name: Name, idType: z.literal('01'), idNumber: ResidentId, phone: Phone.optional() }),
    ],
    { error: issue => (issue.code === 'invalid_union' ? 'choice-unknown' : code('object-expected')(issue)) },
  )
  .meta({ id: 'Officer', description: 'Officer: idType 10 with the police number, or 01 with the resident number' });

/** A paper by its number and fingerprint; the paper itself is stored elsewhere. */
export const DocumentRef = strict({
  type: choice(['form', 'freeze', 'id-card', 'police-id', 'late-papers', 'other']),
  number: shortText(64),
  sha256: Sha256Hex.meta({ description: 'SHA-256 of the file, lower-case hex', examples: ['0'.repeat(64)] }),
}).meta({ id: 'DocumentRef' });

const untidy = /[\s\p{Pd}０-９]/u;

/** Spaces, dashes and full-width digits are the sender's to remove, before the order is signed; hence a code of its own. */
const accountLike = (form: RegExp, wrong: FieldCode, description: string, example: string) =>
  z
    .string({ error: code(wrong) })
    .regex(form, {
      error: ({ input = '' }) => (untidy.test(input) && form.test(tidied(input)) ? 'number-not-normalised' : wrong),
      abort: true,
    })
    .meta({ description, examples: [example] });
const tidied = (number: string): string => number.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '');

const card = { description: 'Card number, 12-19 digits with the Luhn check digit', examples: ['9990001234567890121'] };
export const CardNumber = accountLike(/^[0-9]{12,19}$/, 'card-number-form', card.description, '9990001234567890121')
  .refine(luhnValid, { error: 'card-check-digit' })
  .meta(card);
export const AccountNumber = accountLike(
  /^[0-9A-Za-z_-]{6,40}$/,
  'account-number-form',
  'Account number, 6-40 letters, digits, dashes or underscores; no check digit',
  '1611030119200012345',
);
const walletNumber = accountLike(/^[0-9A-Za-z@._+-]{4,64}$/, 'wallet-number-form', 'Wallet id', '0081000012345678');
const merchantNumber = accountLike(/^[0-9A-Za-z_-]{4,64}$/, 'merchant-number-form', 'Merchant id', '898371554110017');
const serial = pattern(
  /^[0-9A-Za-z_-]{6,64}$/,
  'serial-form',
  'Serial number of the transaction',
  '202603020000471155',
);

/** What an instruction is aimed at. The holder may be unknown; of a transaction serial the payee always is. */
export const Target = byType([
  strict({ type: z.literal('card'), number: CardNumber, holder: Name.optional() }),
  strict({ type: z.literal('account'), number: AccountNumber, holder: Name.optional() }),
  strict({ type: z.literal('wallet'), number: walletNumber, holder: Name.optional() }),
  strict({ type: z.literal('merchant'), number: merchantNumber, holder: Name.optional() }),
  strict({ type: z.literal('transaction-serial'), institution: BankCode, serial }),
]).meta({ id: 'Target', description: 'Card, account, wallet, merchant, or a transaction whose payee is unknown' });
export type Target = z.infer<typeof Target>;
