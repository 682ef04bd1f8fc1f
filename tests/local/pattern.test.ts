import { expect, test } from 'vitest';
import { filterOf } from '../../local/mappings/pattern.ts';

const record = { eventName: 'INSERT', dynamodb: { Keys: { sk: { S: 'EVT#000001' } }, size: 7 } };

test.each([
  [{ eventName: ['INSERT', 'MODIFY'] }, true],
  [{ eventName: ['REMOVE'] }, false],
  [{ eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'EVT#' }] } } } }, true],
  [{ dynamodb: { Keys: { sk: { S: [{ prefix: 'STATE' }, { suffix: '01' }] } } } }, true],
  [{ dynamodb: { Keys: { sk: { S: [{ 'anything-but': ['EVT#000001'] }] } } } }, false],
  [{ dynamodb: { size: [{ numeric: ['>', 5, '<=', 7] }] } }, true],
  [{ dynamodb: { size: [{ numeric: ['>', 7] }] } }, false],
  [{ dynamodb: { NewImage: [{ exists: false }] } }, true],
  [{ eventName: [{ 'equals-ignore-case': 'insert' }] }, true],
])('%j lets the record through: %s', (pattern, passes) => {
  expect(filterOf([JSON.stringify(pattern)])(record)).toBe(passes);
});

test('one of several patterns is enough, and no pattern lets everything through', () => {
  expect(filterOf(['{"eventName":["REMOVE"]}', '{"eventName":["INSERT"]}'])(record)).toBe(true);
  expect(filterOf([])(record)).toBe(true);
});

test.each(['{"a":[{"cidr":"10.0.0.0/8"}]}', '{"a":"scalar"}', 'not json'])('%s is refused at the start', pattern => {
  expect(() => filterOf([pattern])).toThrow(expect.objectContaining({ code: 'unsupported-filter' }));
});
