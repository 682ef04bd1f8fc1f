import { afterEach, expect, test, vi } from 'vitest';
import { dynoxideBinary } from '../../local/dynamodb/dynoxide.ts';
import { explain } from '../../local/messages.ts';
import { readSettings } from '../../local/settings.ts';
import { Fault } from '../../shared/domain/fault.ts';

afterEach(() => vi.unstubAllGlobals());

test('a platform without an embedded DynamoDB is told how to use another one, in both languages', () => {
  vi.stubGlobal('process', { ...process, platform: 'sunos', arch: 'sparc' });
  const failure = (() => {
    try {
      return dynoxideBinary();
    } catch (error) {
      return error;
    }
  })();
  expect(failure).toMatchObject({ code: 'no-dynamodb-binary', details: { package: '@dynoxide/sunos-sparc' } });
  expect(explain(failure)).toMatch(/LIAISON_DYNAMODB_ENDPOINT=http[\s\S]*DynamoDB Local \(with -sharedDb\)/);
});

test('a port in use is told with the variable that moves it', () => {
  expect(explain(new Fault('invalid', 'port-in-use', { port: 8080, part: 'http' }))).toMatch(
    /端口 8080[\s\S]*LIAISON_HTTP_PORT[\s\S]*Port 8080/,
  );
});

test('what a template asks that cannot be realised is told with its name', () => {
  expect(explain(new Fault('invalid', 'unknown-resource-type', { id: 'Odd', type: 'Custom::Thing' }))).toMatch(
    /unknown-resource-type[\s\S]*Odd/,
  );
});

test('an error nobody foresaw has no words of its own', () => {
  expect([explain(new TypeError('x')), explain(new Fault('bug', 'x'))]).toEqual([undefined, undefined]);
});

test('ports come from the environment and must be ports', () => {
  expect(readSettings([], { LIAISON_HTTP_PORT: '9000' }).ports).toMatchObject({ http: 9000, identity: 8081 });
  expect(() => readSettings([], { LIAISON_HTTP_PORT: 'many' })).toThrow(expect.objectContaining({ code: 'port' }));
});
