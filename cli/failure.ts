import * as z from 'zod';
import { type Title, titleOf } from '../shared/contract/titles.ts';
import { type Fault, isFault } from '../shared/domain/fault.ts';
import { words } from './words.ts';

const Titles = z.object({ zh: z.string(), en: z.string() });

/** A problem as the API answers it. */
export const Problem = z.looseObject({
  code: z.string(),
  status: z.number(),
  titles: Titles,
  errors: z.array(z.looseObject({ field: z.string(), code: z.string() })).optional(),
  incident: z.string().optional(),
});
export type Problem = z.output<typeof Problem>;

export interface Failure {
  /** 1 failed, 2 used wrongly. */
  readonly exit: 1 | 2;
  readonly code: string;
  readonly titles: Title;
  readonly errors?: readonly { readonly field: string; readonly code: string; readonly titles: Title }[];
  /** What else the problem says: state, signer, the number meanwhile. Never a value that was sent. */
  readonly more?: Readonly<Record<string, unknown>>;
}

const plain = new Set(['code', 'status', 'titles', 'errors', 'type', 'title', 'id', 'field']);

const ofProblem = (problem: Problem): Failure => {
  const { code, titles, errors = [], field } = problem;
  const named = typeof field === 'string' ? [{ field, code }] : [];
  const wrong = [...errors, ...named].map(each => ({
    field: each.field,
    code: each.code,
    titles: titleOf(each.code),
  }));
  const more = Object.fromEntries(Object.entries(problem).filter(([name]) => !plain.has(name)));
  return {
    exit: 1,
    code,
    titles: words[code]?.({}) ?? titles,
    ...(wrong.length > 0 ? { errors: wrong } : {}),
    ...(Object.keys(more).length > 0 ? { more } : {}),
  };
};

const ofFault = ({ code, details }: Fault): Failure => {
  const problem = Problem.safeParse(details.problem);
  if (problem.success) return ofProblem(problem.data);
  const said = words[code];
  return { exit: code.startsWith('usage-') ? 2 : 1, code, titles: said ? said(details) : titleOf(code) };
};

const isAws = (error: unknown): error is Error & { $metadata: unknown } =>
  error instanceof Error && '$metadata' in error;

/** What a person and a script are told of an error. One that nobody foresaw gives its name and no more: its text may be personal. */
export const failureOf = (error: unknown): Failure => {
  if (isFault(error)) return ofFault(error);
  if (isAws(error))
    return { exit: 1, code: 'aws', titles: words.aws?.({ service: '', said: error.name }) ?? titleOf('bug') };
  const name = error instanceof Error ? error.name : typeof error;
  return { exit: 1, code: 'bug', titles: titleOf('bug'), more: { name } };
};

/** Lines for a person. */
export const failureLines = ({ titles, errors = [], more = {} }: Failure): string[] => [
  `${titles.zh}　${titles.en}`,
  ...errors.map(each => `  ${each.field}: ${each.titles.zh}　${each.titles.en}`),
  ...Object.entries(more).map(
    ([name, value]) => `  ${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  ),
];
