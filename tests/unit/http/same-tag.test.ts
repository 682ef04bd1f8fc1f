import { expect, test } from 'vitest';
import { sameTag } from '../../../shared/http/same-tag.ts';

test.each([
  [undefined, false],
  ['', false],
  ['"7"', true],
  ['W/"7"', true],
  ['"6", "7"', true],
  ['*', true],
  ['"6"', false],
  ['7', false],
  ['"77"', false],
])('If-None-Match %j against "7": %s', (header, same) => {
  expect(sameTag(header, '"7"')).toBe(same);
});
