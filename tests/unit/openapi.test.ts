import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import { openapiDocument } from '../../shared/contract/openapi/document.ts';
import { bankCommands } from '../../shared/contract/routes/bank.ts';
import { issueCommand, policeCommands } from '../../shared/contract/routes/police.ts';
import { titledCodes } from '../../shared/contract/titles.ts';

// biome-ignore lint/suspicious/noExplicitAny: the document is read by path.
type Json = any;

const document: Json = JSON.parse(JSON.stringify(openapiDocument()));
const operations: Json[] = Object.values<Json>(document.paths).flatMap(item => Object.values<Json>(item));
const resolve = (ref: string): Json =>
  ref
    .slice(2)
    .split('/')
    .reduce((value: Json, part) => value?.[part.replaceAll('~1', '/').replaceAll('~0', '~')], document);
const responsesOf = (operation: Json): [string, Json][] =>
  Object.entries<Json>(operation.responses).map(([status, each]) => [status, each.$ref ? resolve(each.$ref) : each]);

test('docs/openapi.json is what routes and schemas say now', () => {
  expect(JSON.parse(readFileSync('docs/openapi.json', 'utf8')), 'stale: npm run openapi writes it').toEqual(document);
});

test('every reference leads somewhere', () => {
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref = '']) => ref);
  expect(refs.length).toBeGreaterThan(100);
  expect(refs.filter(ref => resolve(ref) === undefined)).toEqual([]);
});

test('no two operations share a name, and each says what it does in both languages', () => {
  const names = operations.map(({ operationId }) => operationId);
  expect(new Set(names).size).toBe(names.length);
  for (const { summary } of operations) expect(summary).toMatch(/[A-Za-z].* · .*\p{Script=Han}/u);
});

test('a command carries its key, the token of a caller, and the roles that may send it', () => {
  for (const operation of operations.filter(({ requestBody }) => requestBody)) {
    const parameters = operation.parameters.map((each: Json) => (each.$ref ? resolve(each.$ref) : each));
    expect(parameters).toContainEqual(
      expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true }),
    );
    expect(operation.security).toEqual([{ oidc: [] }]);
    expect(operation['x-roles'].length).toBeGreaterThan(0);
  }
});

test('every code of a problem has a title', () => {
  const codes = operations.flatMap(each => responsesOf(each).flatMap(([, { 'x-codes': of = [] }]) => of));
  expect(codes.filter(code => !titledCodes.includes(code))).toEqual([]);
});

describe('an example of a body', () => {
  const bodies = { 'police-issue': issueCommand.body } as Record<string, { safeParse: (value: unknown) => Json }>;
  for (const [name, { body }] of Object.entries(policeCommands)) bodies[`police-${name}`] = body;
  for (const [name, { body }] of Object.entries(bankCommands)) bodies[`bank-${name}`] = body;
  const ajv = new Ajv2020({ strict: false });

  beforeAll(() => {
    formats.default(ajv);
    ajv.addSchema(document, 'api');
  });

  test.each(Object.keys(bodies))('of %s is taken by its schema and by the published one', name => {
    const path = Object.keys(document.paths).find(each => document.paths[each].post?.operationId === name) ?? '';
    const { example } = document.paths[path].post.requestBody.content['application/json'];
    expect(bodies[name]?.safeParse(example).error?.issues ?? []).toEqual([]);
    const at = `/paths/${path.replaceAll('/', '~1')}/post/requestBody/content/application~1json/schema`;
    const valid = ajv.compile({ $ref: `api#${at}` });
    expect(valid(example) ? [] : valid.errors).toEqual([]);
  });
});
