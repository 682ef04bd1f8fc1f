import type { FieldProblem } from '../contract/codes.ts';
import { titleOf } from '../contract/titles.ts';
import { Fault, type FaultKind, isFault } from '../domain/fault.ts';

/** RFC 9457, with a stable code; `title` follows Accept-Language and both languages stand beside it. */
export interface Problem {
  readonly type: string;
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly titles: { readonly zh: string; readonly en: string };
  readonly errors?: readonly (FieldProblem & { readonly title: string })[];
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
  'idempotency-key-reused': 422,
  'body-too-large': 413,
  'media-type': 415,
};

export const statusOf = ({ kind, code }: Fault): number => exceptions[code] ?? statuses[kind];

const prefersEnglish = (acceptLanguage: string | undefined): boolean => {
  const first = (acceptLanguage ?? '')
    .split(',')
    .map(part => {
      const [tag = '', q = 'q=1'] = part.trim().split(';');
      return { tag: tag.toLowerCase(), q: Number(q.replace('q=', '')) || 0 };
    })
    .sort((a, b) => b.q - a.q)
    .find(({ tag }) => tag.startsWith('zh') || tag.startsWith('en'));
  return first?.tag.startsWith('en') ?? false;
};

/** What an error tells the caller. Anything that is not a fault is a bug: it gets an opaque id and no more. */
export const problemOf = (error: unknown, acceptLanguage: string | undefined): Problem => {
  const fault = isFault(error) ? error : new Fault('bug', 'bug', {}, { cause: error });
  const english = prefersEnglish(acceptLanguage);
  const pick = ({ zh, en }: { zh: string; en: string }): string => (english ? en : zh);
  const titles = titleOf(fault.code);
  const { errors, ...details } =
    fault.kind === 'bug' ? { errors: undefined } : (fault.details as { errors?: readonly FieldProblem[] });
  return {
    ...details,
    type: `urn:liaison-point:problem:${fault.code}`,
    status: statusOf(fault),
    code: fault.code,
    title: pick(titles),
    titles,
    ...(errors ? { errors: errors.map(each => ({ ...each, title: pick(titleOf(each.code)) })) } : {}),
  };
};
