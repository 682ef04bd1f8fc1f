import * as z from 'zod';

/** Every way a field can be wrong. Stable: problem details translate them, and other systems may rely on them. */
export const fieldCodes = [
  'required',
  'unknown-field',
  'object-expected',
  'list-expected',
  'list-length',
  'boolean-expected',
  'choice-unknown',
  'type-unknown',
  'fen-whole',
  'fen-range',
  'integer-expected',
  'integer-range',
  'instant-form',
  'instant-in-future',
  'text-expected',
  'text-empty',
  'text-too-long',
  'text-forbidden-character',
  'incident-number-form',
  'document-number-form',
  'sha256-form',
  'phone-form',
  'police-number-form',
  'resident-id-form',
  'resident-id-check-digit',
  'id-number-form',
  'number-not-normalised',
  'card-number-form',
  'card-check-digit',
  'account-number-form',
  'wallet-number-form',
  'merchant-number-form',
  'serial-form',
  'bank-code-form',
  'org-code-form',
  'person-id-form',
  'idempotency-key-form',
  'ulid-form',
  'cursor-form',
  'result-code-form',
  'application-id-form',
  'event-tag-form',
  'officers-same',
  'duplicate-field',
] as const;
export type FieldCode = (typeof fieldCodes)[number];

/** The error option of a schema: its own code, or `required` where the field is absent. */
export const code =
  (wrong: FieldCode) =>
  ({ input }: { readonly input?: unknown }): FieldCode =>
    input === undefined ? 'required' : wrong;

/** An object of exactly these fields; any other is an `unknown-field`. */
export const strict = <S extends z.core.$ZodLooseShape>(shape: S): z.ZodObject<S, z.core.$strict> =>
  z.strictObject(shape, {
    error: issue => (issue.code === 'unrecognized_keys' ? 'unknown-field' : code('object-expected')(issue)),
  });

/** One of several objects told apart by their `type`. */
export const byType = <const M extends readonly [z.core.$ZodTypeDiscriminable, ...z.core.$ZodTypeDiscriminable[]]>(
  members: M,
): z.ZodDiscriminatedUnion<M, 'type'> =>
  z.discriminatedUnion('type', members, {
    error: issue => (issue.code === 'invalid_union' ? 'type-unknown' : code('object-expected')(issue)),
  });

export interface FieldProblem {
  /** Dotted path from the body's root, list positions from 0; empty for the body itself. */
  readonly field: string;
  readonly code: FieldCode;
}

const known = (message: string): FieldCode => fieldCodes.find(each => each === message) ?? 'choice-unknown';

/** What was wrong, one code a field; it never repeats the value, which may be personal. */
export const fieldProblems = ({ issues }: z.core.$ZodError): FieldProblem[] => {
  const problems = new Map<string, FieldCode>();
  for (const issue of issues)
    for (const last of issue.code === 'unrecognized_keys' ? issue.keys.map(key => [key]) : [[]]) {
      const field = [...issue.path, ...last].map(String).join('.');
      if (!problems.has(field)) problems.set(field, known(issue.message));
    }
  return Array.from(problems, ([field, code]) => ({ field, code }));
};
