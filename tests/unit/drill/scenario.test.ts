import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { castOf } from '../../../drill/scenario/cast.ts';
import { checkScenario } from '../../../drill/scenario/check.ts';
import { parseScenario } from '../../../drill/scenario/parse.ts';
import { explainProblem, problemsIn } from '../../../drill/scenario/problems.ts';
import { isFault } from '../../../shared/domain/fault.ts';
import { sampleCounty } from '../../support/county.ts';

const cast = castOf(sampleCounty());
const name = { zh: '测试', en: 'Test' };
const one = (instruction: object, more: object = {}) => ({
  name,
  cases: [{ unit: 'QHGA', instructions: [{ bank: 'QHRCB', amount: 100, ...instruction }] }],
  ...more,
});

/** Field and code of everything that is wrong. */
const wrongIn = (written: unknown): string[] => {
  try {
    checkScenario(parseScenario(typeof written === 'string' ? written : JSON.stringify(written)), cast);
    return [];
  } catch (error) {
    if (!isFault(error, 'invalid')) throw error;
    return problemsIn(error).map(({ field, code }) => `${field} ${code}`);
  }
};

test.each(readdirSync('config/scenarios'))('the example %s can be played in the sample county', file => {
  expect(wrongIn(readFileSync(`config/scenarios/${file}`, 'utf8'))).toEqual([]);
});

test.each([
  ['not JSON at all', '{"name":', [' json']],
  ['a list', [], [' object-expected']],
  ['no name, no cases', {}, ['name required', 'cases required']],
  ['a field that does not exist', one({}, { speed: 3 }), ['speed unknown-field']],
  ['a fraction of a fen', one({ amount: 1.5 }), ['cases.0.instructions.0.amount fen-whole']],
  ['a negative amount', one({ amount: [-1, 5] }), ['cases.0.instructions.0.amount.0 fen-range']],
  ['a range the wrong way round', one({ after: [3, 2] }), ['cases.0.instructions.0.after span-order']],
  ['a delay in words', one({ after: 'soon' }), ['cases.0.instructions.0.after span-form']],
  [
    'a delay before the beginning',
    one({ withdraw: { after: -1 } }),
    ['cases.0.instructions.0.withdraw.after seconds-range'],
  ],
  [
    'a way of behaving nobody knows',
    one({ behaviour: 'lazy' }),
    ['cases.0.instructions.0.behaviour.like choice-unknown'],
  ],
  [
    'a part of a behaviour',
    one({ behaviour: { phone: { by: 'bank' } } }),
    ['cases.0.instructions.0.behaviour.phone.by choice-unknown'],
  ],
  ['no unit', { name, cases: [{ instructions: [] }] }, ['cases.0.unit required', 'cases.0.instructions list-length']],
  [
    'an incident number with a space',
    one({}, { cases: [{ unit: 'QHGA', incidentNumber: 'J 1', instructions: [{ bank: 'ABC', amount: 1 }] }] }),
    ['cases.0.incidentNumber incident-pattern'],
  ],
  ['a time scale of nothing', one({}, { timeScale: 0 }), ['timeScale number-range']],
  ['a bank code in small letters', one({}, { banks: { abc: 'slow' } }), ['banks.abc bank-code-form']],
])('%s is refused, naming the field', (_, written, problems) => {
  expect(wrongIn(written)).toEqual(problems);
});

const at = 'cases.0.instructions.0';
test.each([
  ['a bank that is not there', one({ bank: 'NOBANK' }), [`${at}.bank bank-not-in-county`]],
  [
    'a default for a bank that is not there',
    one({}, { banks: { NOBANK: 'slow' } }),
    ['banks.NOBANK bank-not-in-county'],
  ],
  [
    'a unit that is a bank',
    { name, cases: [{ unit: 'ICBC', instructions: [{ bank: 'ABC', amount: 1 }] }] },
    ['cases.0.unit unit-not-in-county'],
  ],
  [
    'a takeover by a bank with one officer',
    one({ bank: 'BOCOM', behaviour: { takeover: true } }),
    [`${at}.behaviour.takeover officers-too-few`],
  ],
  [
    'a call to a bank that is not in the network',
    one({ bank: 'CMB', behaviour: { phone: { by: 'police' } } }),
    [`${at}.behaviour nobody-at-platform`],
  ],
  [
    'a withdrawal of what is told by telephone',
    one({ withdraw: {}, behaviour: { phone: { by: 'police' } } }),
    [`${at}.withdraw withdraw-with-phone`],
  ],
  [
    'money that left for a bank nobody knows',
    one({ behaviour: { onward: [{ amount: 1, bank: 'NOBANK' }] } }),
    [`${at}.behaviour.onward.0.bank bank-not-in-county`],
  ],
  [
    'one incident number for many cases',
    { name, repeat: 2, cases: [{ unit: 'QHGA', incidentNumber: 'JQ-1', instructions: [{ bank: 'ABC', amount: 1 }] }] },
    ['cases.0.incidentNumber incident-repeats'],
  ],
])('%s cannot be played in this county, and the field is named', (_, written, problems) => {
  expect(wrongIn(written)).toEqual(problems);
});

test('every problem is explained in both languages', () => {
  expect(explainProblem({ field: 'cases.0.at', code: 'span-order' })).toBe(
    'cases.0.at：范围的最小值大于最大值  has a least above its most',
  );
  expect(explainProblem({ field: '', code: 'json' })).toBe('(scenario)：请求体不是 JSON  the body is not JSON');
});

test('a word for a behaviour is the beginning of one, and details go before it', () => {
  const { cases } = parseScenario(JSON.stringify(one({ behaviour: { like: 'slow', signs: 1 } })));
  expect(cases[0]?.instructions[0]?.behaviour).toEqual({ signs: [1, 1], executes: [60, 240], reports: [10, 60] });
});
