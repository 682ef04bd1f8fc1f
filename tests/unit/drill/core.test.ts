import { beforeEach, expect, test } from 'vitest';
import { type Account, type Books, emptyBooks } from '../../../drill/core/books.ts';
import { type Core, coreSystem } from '../../../drill/core/core.ts';

const account: Account = { number: '6230650001', holder: '李四', balance: 600, finds: 'money', onward: [] };
const order = { instruction: 'I1', attempt: 1, account: account.number, holder: '李四', amount: 500 };

let books: Books;
let core: Core;
let now = 1_000;
beforeEach(() => {
  books = emptyBooks();
  now = 1_000;
  core = coreSystem(books, () => now);
});

test('an instruction is executed once, however often it is asked for, and the first statement is repeated', () => {
  books.open(account);
  const first = core.stop(order);
  now = 9_000;
  expect(core.stop(order)).toEqual(first);
  expect(core.stop({ ...order, attempt: 2, amount: 900 })).toEqual(first);
  expect(books.executions()).toEqual([
    { instruction: 'I1', account: account.number, at: 1_000, applied: 500, caught: 500 },
  ]);
});

test.each([
  [600, 'full', '0000', 500],
  [500, 'full', '0000', 500],
  [120, 'partial', '1200', 120],
  [0, 'empty', '1200', 0],
])('a balance of %i fen gives %s', (balance, outcome, code, caught) => {
  books.open({ ...account, balance });
  expect(core.stop(order)).toMatchObject({ outcome, code, caught, applied: 500, balanceBefore: balance });
});

test.each([
  ['another holder', { holder: '李四四' }, { outcome: 'mismatch', code: '0301', mismatch: 'name' }],
  ['a white-listed account', { finds: 'white-listed' }, { outcome: 'white-listed', code: '0302' }],
  ['a prior freeze', { finds: 'prior-freeze' }, { outcome: 'prior-freeze', code: '1303', prior: { mode: 'whole' } }],
  ['a failure', { finds: 'failure' }, { outcome: 'technical-failure', code: '1300' }],
] as const)('%s leaves nothing in the books', (_, difference, statement) => {
  books.open({ ...account, ...difference });
  expect(core.stop(order)).toMatchObject(statement);
  expect(books.executions()).toEqual([]);
});

test('an account nobody has is a mismatch', () => {
  expect(core.stop(order)).toMatchObject({ outcome: 'mismatch', code: '0300', mismatch: 'account' });
});

test('a refusal is repeated within an attempt, and the corrected order of the next is executed', () => {
  books.open({ ...account, holder: '李斯' });
  const refused = core.stop(order);
  now = 2_000;
  expect(core.stop(order)).toEqual(refused);
  expect(core.stop({ ...order, attempt: 2, holder: '李斯' })).toMatchObject({ outcome: 'full' });
  expect(books.of('I1')).toHaveLength(1);
});

test('a release is written once, with the first time', () => {
  books.open(account);
  core.stop(order);
  expect([core.release('I1'), books.release('I1', 5_000), core.release('I2')]).toEqual([1_000, 1_000, undefined]);
});

test.each([
  ['not-executed', []],
  ['amount', [250]],
  ['executed-twice', [500, 500]],
] as const)('a bank that lies (%s) says what its books do not hold', (lies, caught) => {
  books.open({ ...account, lies });
  expect(core.stop(order)).toMatchObject({ outcome: 'full', caught: 500 });
  expect(books.of('I1').map(each => each.caught)).toEqual(caught);
});
