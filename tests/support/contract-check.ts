import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect } from 'vitest';

// biome-ignore lint/suspicious/noExplicitAny: the document is read by path.
type Json = any;

/** Answers may gain members, but one that the document does not tell of is a fault here: every object is closed. */
const closed = (schema: Json): Json => {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  const open = schema.type === 'object' && schema.properties && schema.additionalProperties === undefined;
  return open ? { ...inner, additionalProperties: false } : inner;
};

export interface Answered {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

const pointer = (...parts: string[]): string =>
  parts.map(part => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const templated = (template: string): RegExp => new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`);

/** Holds real answers against docs/openapi.json: status, headers, type, body, and the code of a problem. */
export const contractCheck = () => {
  const document: Json = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema(
    { ...document, components: { ...document.components, schemas: closed(document.components.schemas) } },
    'api',
  );
  const compiled = new Map<string, ValidateFunction>();
  const seen = new Set<string>();

  const validate = (at: string, body: unknown, about: string): void => {
    const check = compiled.get(at) ?? ajv.compile({ $ref: `api#${at}` });
    compiled.set(at, check);
    expect(check(body) ? [] : check.errors, `${about} ${JSON.stringify(body)}`).toEqual([]);
  };

  const located = (response: Json, at: string): { response: Json; at: string } => {
    if (!response?.$ref) return { response, at };
    const [, ...parts] = response.$ref.slice(1).split('/');
    return { response: parts.reduce((value: Json, part: string) => value[part], document), at: response.$ref.slice(1) };
  };

  return {
    /** Operations and statuses that were answered, as `bank-inbox 200`. */
    seen,
    operations: Object.values<Json>(document.paths).flatMap(item =>
      Object.values<Json>(item).map(({ operationId }) => String(operationId)),
    ),
    check: ({ method, path, status, headers, body }: Answered): void => {
      const [plain = ''] = path.split('?');
      const about = `${method} ${plain} ${status}`;
      const template = Object.keys(document.paths).find(each => templated(each).test(plain));
      const operation = template && document.paths[template][method.toLowerCase()];
      if (status >= 400) {
        expect(headers.get('content-type'), about).toBe('application/problem+json');
        validate('/components/schemas/Problem', body, about);
        expect(body, about).toMatchObject({ status });
      }
      if (!operation || !template || status === 405) {
        expect([401, 403, 404, 405], about).toContain(status);
        return;
      }
      seen.add(`${operation.operationId} ${status}`);
      const at = pointer('paths', template, method.toLowerCase(), 'responses', String(status));
      const { response, at: found } = located(operation.responses[status], at);
      expect(response, `${about} is not in the document: ${JSON.stringify(body)}`).toBeDefined();
      for (const [name, header] of Object.entries<Json>(response.headers ?? {}))
        if (located(header, '').response.required) expect(headers.get(name), `${about} ${name}`).not.toBeNull();
      if (status >= 400) expect(response['x-codes'], `${about} ${JSON.stringify(body)}`).toContain((body as Json).code);
      else if (response.content) validate(`${found}${pointer('content', 'application/json', 'schema')}`, body, about);
      else expect(body, about).toBeUndefined();
    },
  };
};

export type ContractCheck = ReturnType<typeof contractCheck>;
