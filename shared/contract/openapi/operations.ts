import * as z from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import { IdempotencyKey, Ulid } from '../fields.ts';
import { Acted } from '../responses/acted.ts';
import { answers } from '../responses/answers.ts';
import { Problem } from '../responses/problem.ts';
import type { Commanding, Reading } from '../routes/route.ts';
import { titleOf } from '../titles.ts';
import type { OperationText } from './operation-text.ts';

type Faults = Readonly<Record<number, readonly string[]>>;

const everywhere: Faults = { 500: ['bug'], 503: ['service-busy', 'issuer-unreachable', 'county-not-loaded'] };
const signedIn: Faults = {
  400: ['fields'],
  401: ['token-missing', 'token-invalid'],
  403: ['person-unknown'],
  404: ['route'],
};
const commanded: Faults = {
  400: ['json'],
  403: ['role-missing'],
  409: ['stale', 'replayed'],
  413: ['body-too-large'],
  415: ['media-type'],
  422: ['idempotency-key-reused'],
};
/** An act on one instruction. */
const acting: Faults = {
  403: ['not-yours-to-do'],
  404: ['instruction'],
  409: ['illegal-act'],
  412: ['changed-meanwhile'],
};

const problemHeaders: Readonly<Record<string, z.ZodObject>> = {
  401: z.object({ 'WWW-Authenticate': z.string().meta({ examples: ['Bearer'] }) }),
  503: z.object({ 'Retry-After': z.string().meta({ description: 'Seconds' }) }),
};

/** Those whose codes are the same wherever they are given. */
const alike = new Set(['401', '412', '413', '415', '422', '500', '503']);

const problem = (status: string, codes: ReadonlySet<string>): ZodOpenApiResponseObject => {
  const headers = problemHeaders[status];
  return {
    ...(alike.has(status) ? { id: `Problem-${status}` } : {}),
    description: [...codes].map(each => `\`${each}\` ${titleOf(each).en}`).join('; '),
    ...(headers ? { headers } : {}),
    content: { 'application/problem+json': { schema: Problem } },
    'x-codes': [...codes],
  };
};

const problems = (...kinds: readonly Faults[]): ZodOpenApiResponsesObject => {
  const codes = new Map<string, Set<string>>();
  for (const [status, of] of kinds.flatMap(kind => Object.entries(kind)))
    codes.set(status, new Set([...(codes.get(status) ?? []), ...of]));
  return Object.fromEntries([...codes].map(([status, of]) => [status, known(problem(status, of))]));
};

/** One object for equal responses, by which the document names it once. */
const responses = new Map<string, ZodOpenApiResponseObject>();
const known = (response: ZodOpenApiResponseObject): ZodOpenApiResponseObject => {
  if (!response.id) return response;
  const first = responses.get(response.id) ?? response;
  responses.set(response.id, first);
  return first;
};

const Path = {
  id: Ulid.meta({ param: { id: 'Instruction' } }),
  entry: z
    .int()
    .min(1)
    .meta({ description: 'Number of the telephone entry’s last event', param: { id: 'Entry' } }),
};
const Key = IdempotencyKey.meta({ param: { id: 'IdempotencyKey' } });

const pathOf = (path: string): { path?: z.ZodObject } => {
  const names = [...path.matchAll(/\{(id|entry)\}/g)].map(([, name]) => name);
  if (names.length === 0) return {};
  return { path: z.object(names.includes('entry') ? Path : { id: Path.id }) };
};

const language = z
  .string()
  .optional()
  .meta({
    description: 'Language of titles of problems: `zh` unless `en` is preferred',
    examples: ['en'],
  });

const Tag = z
  .string()
  .meta({ description: 'Number of the last event, in quotes', examples: ['"7"'], header: { id: 'Tag' } });

interface Described {
  readonly party: string;
  readonly name: string;
  readonly text: OperationText;
}

const commonOf = ({ party, name, text }: Described) => ({
  operationId: `${party}-${name}`,
  tags: [party],
  summary: text.summary,
  ...(text.description ? { description: text.description } : {}),
});

/** A reading of one instruction answers with its tag. */
const tagged = ({ answer }: Reading): boolean => answer === 'detail' || answer === 'policeDetail';

export const readingOperation = (route: Reading, described: Described): ZodOpenApiOperationObject => {
  const open = described.party === 'public';
  const conditional = { 'If-None-Match': z.string().optional().meta({ description: 'Tags already known' }) };
  return {
    ...commonOf(described),
    security: open ? [] : [{ oidc: [] }],
    requestParams: {
      ...pathOf(route.path),
      ...(Object.keys(route.query.shape).length > 0 ? { query: route.query } : {}),
      header: z.object({ 'Accept-Language': language, ...(tagged(route) ? conditional : {}) }),
    },
    responses: {
      200: {
        description: 'As asked',
        ...(tagged(route) ? { headers: z.object({ ETag: Tag }) } : {}),
        content: { 'application/json': { schema: answers[route.answer] } },
      },
      ...(tagged(route) ? { 304: { description: 'Nothing happened since', headers: z.object({ ETag: Tag }) } } : {}),
      ...problems(everywhere, ...(open ? [] : [signedIn]), described.text.faults ?? {}),
    },
  };
};

const replayed = z
  .literal('true')
  .optional()
  .meta({ description: 'The answer is that of an earlier request', header: { id: 'Replayed' } });
const match = z
  .string()
  .optional()
  .meta({
    description: 'Refused with 412 unless this is the number of the last event, in quotes',
    examples: ['"7"'],
  });

const done = (description: string, more: z.core.$ZodLooseShape = {}) => ({
  description,
  headers: z.object({ ETag: Tag, 'Idempotency-Replayed': replayed, ...more }),
  content: { 'application/json': { schema: Acted } },
});

export const commandOperation = (route: Commanding, described: Described): ZodOpenApiOperationObject => {
  const { example = {}, faults = {} } = described.text;
  const one = route.path.includes('{id}');
  const location = { Location: z.string().meta({ description: 'Address of the instruction' }) };
  return {
    ...commonOf(described),
    security: [{ oidc: [] }],
    requestParams: {
      ...pathOf(route.path),
      header: z.object({
        'Idempotency-Key': Key,
        'Accept-Language': language,
        ...(one ? { 'If-Match': match } : {}),
      }),
    },
    requestBody: {
      required: Object.keys(example).length > 0,
      content: { 'application/json': { schema: route.body, example } },
    },
    'x-roles': [...route.roles],
    responses: {
      ...(one
        ? { 200: done('Done, or done before') }
        : {
            200: done('The transfers were added to the open stop', location),
            201: done('Issued', location),
          }),
      ...problems(everywhere, signedIn, commanded, one ? acting : {}, faults),
    },
  };
};
