import { expect, test } from 'vitest';
import { Misused, readArguments } from '../../../drill/arguments.ts';
import { cut, padded, padStart, widthOf } from '../../../drill/live/width.ts';

test('a Chinese character takes two columns of a terminal', () => {
  expect([widthOf('abc'), widthOf('农商银行'), widthOf('已反馈 · 足额')]).toEqual([3, 8, 13]);
  expect([padded('银行', 6), padStart('银行', 6)]).toEqual(['银行  ', '  银行']);
});

test('what is too long is cut to whole characters with a mark', () => {
  expect([cut('青禾农商银行', 12), cut('青禾农商银行', 11), cut('abc', 2)]).toEqual([
    '青禾农商银行',
    '青禾农商银…',
    'a…',
  ]);
});

test('options are numbers where numbers are meant', () => {
  expect(
    readArguments(['a.json', '--json', '--scale', '2.5', '--repeat', '3', '--url', 'http://a', '--url', 'http://b']),
  ).toEqual({
    ...{ file: 'a.json', help: false, json: true, scale: 2.5, repeat: 3, urls: ['http://a', 'http://b'] },
  });
});

test.each([
  [['a.json', '--scale', 'fast'], '--scale'],
  [['a.json', '--repeat', '1.5'], '--repeat'],
  [['a.json', '--url', 'here'], 'here'],
  [['a.json', 'b.json'], 'b.json'],
  [['a.json', '--quick'], '--quick'],
])('%j is refused in words', (args, named) => {
  expect(() => readArguments(args)).toThrow(Misused);
  expect(() => readArguments(args)).toThrow(named);
});
