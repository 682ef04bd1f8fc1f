import { expect, test } from 'vitest';
import { languageOf } from '../../../shared/http/language.ts';

test.each([
  [undefined, 'zh'],
  ['', 'zh'],
  ['*', 'zh'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en', 'en'],
  ['EN-us', 'en'],
  ['en;q=0.5, zh;q=0.6', 'zh'],
  ['zh;q=0.5, en;q=0.6', 'en'],
  ['de, en;q=0.1', 'en'],
  ['en;q=0', 'zh'],
  ['english', 'zh'],
  ['en;q=nonsense', 'zh'],
  [`${'x,'.repeat(100_000)}en`, 'zh'],
])('Accept-Language %j is answered in %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});
