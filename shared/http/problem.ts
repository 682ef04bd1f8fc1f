import type { FieldProblem } from '../contract/codes.ts';
import { type Title, titleOf } from '../contract/titles.ts';
import { Fault, type FaultKind, isFault } from '../domain/fault.ts';

/** RFC 9457, with a stable code; `title` follows Accept-Language and both languages stand beside it. */
export interface Problem {
  readonly type: string;
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly titles: Title;
  readonly errors?: readonly { readonly field: string; readonly code: string; readonly title: string }[];
  readonly [extension: string]: unknown;
}

const statuses: Readonly<Record<FaultKind, number>> = {
  invalid: 400,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  transient: 503,
  bug: 500,
};

const exceptions: Readonly<Record<string, number>> = {
  'token-missing': 401,
  'token-invalid': 401,
  method: 405,
  'changed-meanwhile': 412,
  'body-too-large': 413,
  'media-type': 415,
  'idempotency-key-reused': 422,
};

const statusOf = ({ kind, code }: Pick<Fault, 'kind' | 'code'>): number => exceptions[code] ?? statuses[kind];

/** An error as the caller may hear of it: what is not a fault of his or of the moment is a bug, and says no more than that. */
export const faultOf = (error: unknown): Fault =>
  isFault(error) && error.kind !== 'bug' ? error : new Fault('bug', 'bug', {}, { cause: error });

interface Details {
  readonly errors?: readonly FieldProblem[];
  readonly [name: string]: unknown;
}

/** A fault that names one field is told like any other field's. */
const fieldsOf = ({ kind, code }: Fault, { errors, field }: Details): readonly { field: string; code: string }[] => {
  if (errors) return errors;
  return kind === 'invalid' && typeof field === 'string' ? [{ field, code }] : [];
};

export const problemOf = (fault: Fault, language: 'zh' | 'en'): Problem => {
  const details: Details = fault.kind === 'transient' ? {} : fault.details;
  const { errors: _errors, field: _field, ...members } = details;
  const errors = fieldsOf(fault, details);
  return {
    ...members,
    type: `urn:liaison-point:problem:${fault.code}`,
    status: statusOf(fault),
    code: fault.code,
    title: titleOf(fault.code)[language],
    titles: titleOf(fault.code),
    ...(errors.length > 0 ? { errors: errors.map(each => ({ ...each, title: titleOf(each.code)[language] })) } : {}),
  };
};
