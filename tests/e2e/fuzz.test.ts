import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { texts } from '../support/arbitrary-body.ts';
import { stop } from '../support/bodies.ts';
import { type CheckedCounty, startCheckedCounty } from '../support/checked-county.ts';

// biome-ignore lint/suspicious/noExplicitAny: the document is read by path.
const document: any = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));

let county: CheckedCounty;
const ids: string[] = ['01KJQ6T0ZV8Q4N9E2M5R7S3XWY'];

beforeAll(async () => {
  county = await startCheckedCounty();
  for (const bank of ['QHRCB', 'QHRCB', 'CMB']) {
    const { body } = await county.as('lin.haoran')('POST', '/police/instructions', stop({ bank }));
    ids.push(body.id);
  }
});

afterAll(() => county?.stop());

interface Shot {
  readonly method: string;
  readonly path: string;
  readonly sub: string;
  readonly body?: string;
  readonly headers: Record<string, string>;
}

/** Longer than any answer takes, shorter than the gateway's patience. */
const patienceMs = 20_000;

const visible = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_."#*/=;,'), minLength: 0, maxLength: 30 });
const callers = ['lin.haoran', 'xu.jianing', 'shen.ruolan', 'luo.mingzhe', 'bocom-core', 'gu.changqing', 'nobody'];
const subOf = (path: string) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(path.startsWith('/police') ? 'lin.haoran' : 'xu.jianing') },
    { weight: 1, arbitrary: fc.constantFrom(...callers) },
  );

const pathOf = (template: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.nat(9),
      fc.oneof(fc.constant('%00'), fc.constant('%F0%9F'), visible.map(encodeURIComponent)),
      fc.oneof(fc.nat(9).map(String), visible.map(encodeURIComponent)),
    )
    .map(([at, strange, entry]) =>
      template.replace('{id}', ids[at % (ids.length + 1)] ?? strange).replace('{entry}', entry || '0'),
    );

const header = (name: string, sound: string) =>
  fc.oneof(
    fc.constant({}),
    fc.constant({ [name]: sound }),
    visible.map(value => ({ [name]: value })),
  );

const headersOf = fc
  .tuple(
    fc.oneof(
      { weight: 5, arbitrary: fc.uuid().map(each => ({ 'idempotency-key': each })) },
      { weight: 1, arbitrary: header('idempotency-key', 'same-key-each-time') },
    ),
    header('if-match', '"3"'),
    header('if-none-match', '"3"'),
    header('accept-language', 'en'),
    fc.constantFrom(
      { 'content-type': 'application/json' },
      { 'content-type': 'application/json' },
      { 'content-type': 'text/xml' },
    ),
  )
  .map(all => Object.assign({}, ...all) as Record<string, string>);

const queries = fc.oneof(
  fc.constant(''),
  fc
    .array(
      fc.tuple(
        fc.constantFrom('limit', 'cursor', 'state', 'case', 'bank', '__proto__', 'x'),
        fc.string({ unit: 'grapheme', maxLength: 20 }).filter(each => each.isWellFormed()),
      ),
      { maxLength: 3 },
    )
    .map(pairs => `?${new URLSearchParams(pairs)}`),
);

const shots: fc.Arbitrary<Shot>[] = Object.entries<
  Record<string, { requestBody?: { content: Record<string, { schema: unknown }> } }>
>(document.paths)
  .filter(([template]) => /^\/(police|bank)\//.test(template))
  .flatMap(([template, item]) =>
    Object.entries(item).map(([method, { requestBody }]) => {
      const schema = requestBody?.content['application/json']?.schema;
      const body = schema ? texts(schema, document).map(text => ({ body: text })) : fc.constant({});
      return fc
        .record({
          path: pathOf(template),
          query: method === 'get' ? queries : fc.constant(''),
          sub: subOf(template),
          headers: headersOf,
          body,
        })
        .map(({ path, query, sub, headers, body: sent }) => ({
          method: method.toUpperCase(),
          path: `${path}${query}`,
          sub,
          headers,
          ...sent,
        }));
    }),
  );

const fire = async ({ method, path, sub, body, headers }: Shot): Promise<string[]> => {
  const token = await county.issuer.token({ sub });
  const { status } = await county.send(method, path, {
    token,
    headers,
    ...(body === undefined ? {} : { body }),
    patienceMs,
  });
  return status < 500 ? [] : [`${status} ${method} ${path}`];
};

test('whatever is sent is answered, as the document says, and never with a fault of ours', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(...shots), { minLength: 10, maxLength: 10, size: 'max' }), async volley => {
      const faults = await Promise.all(volley.map(fire));
      expect(faults.flat()).toEqual([]);
    }),
    { numRuns: 60, interruptAfterTimeLimit: 100_000, endOnFailure: true },
  );
  expect((await county.send('GET', '/health')).status).toBe(200);
}, 150_000);
