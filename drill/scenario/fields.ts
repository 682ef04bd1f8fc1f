import * as z from 'zod';
import { Fen } from '../../shared/contract/fields.ts';

/** Ways a scenario can be wrong beyond those of any request; each has its words in problems.ts. */
export const scenarioCodes = {
  'seconds-expected': { zh: '应为秒数', en: 'must be a number of seconds' },
  'seconds-range': { zh: '秒数应在 0 到 1000000 之间', en: 'must be between 0 and 1000000 seconds' },
  'span-form': { zh: '应为一个数，或 [最小, 最大]', en: 'must be one number, or [least, most]' },
  'span-order': { zh: '范围的最小值大于最大值', en: 'has a least above its most' },
  'number-range': { zh: '数超出范围', en: 'is a number out of range' },
  'incident-pattern': {
    zh: '警情编号样式须为 4-40 位字母、数字、短横，可含 {date} {run} {n}',
    en: 'must be 4-40 letters, digits and dashes, and may hold {date} {run} {n}',
  },
  'incident-repeats': {
    zh: '同一案件要重复，警情编号样式须含 {n}',
    en: 'must hold {n}, for the case is played more than once',
  },
  'incident-shared': {
    zh: '两个案件的警情编号样式相同，须含 {n}',
    en: 'is the pattern of another case too; it must hold {n}',
  },
  'bank-not-in-county': { zh: '县配置中没有这家银行', en: 'is no bank of the county file' },
  'unit-not-in-county': {
    zh: '县配置中没有这个有派单员的公安单位',
    en: 'is no police unit with a dispatcher in the county file',
  },
  'officers-too-few': {
    zh: '这家银行人员不足，无法接手',
    en: 'needs a bank with two officers, so that one can take over',
  },
  'approver-missing': { zh: '该单位没有批准人，不能后补手续', en: 'needs a unit with an approver' },
  'nobody-at-platform': {
    zh: '经全国平台的银行没有本地人员，不能这样安排',
    en: 'cannot be: a bank on the platform route has nobody here',
  },
  'withdraw-with-phone': { zh: '撤回与电话代录不能同时安排', en: 'cannot go together with a telephone entry' },
  'ruling-without-liaison': { zh: '县配置中没有联络点人员', en: 'needs a liaison point in the county file' },
} as const;
export type ScenarioCodes = keyof typeof scenarioCodes;

/** The error option of a field of scenarios: `required` where it is absent, or what else is wrong. */
export const orRequired =
  (wrong: ScenarioCodes) =>
  ({ input }: { readonly input?: unknown }): string =>
    input === undefined ? 'required' : wrong;

const number = z.number({ error: orRequired('seconds-expected') });
const within = (most: number) => number.min(0, { error: 'seconds-range' }).max(most, { error: 'seconds-range' });

/** What is wrong with a single value; of what is no number at all, that a span may be given too. */
const wrongOf = (one: z.ZodType, input: unknown): string =>
  typeof input === 'number' || input === undefined
    ? (one.safeParse(input).error?.issues[0]?.message ?? 'span-form')
    : 'span-form';

const spanOf = (one: z.ZodNumber) =>
  z
    .union([one, z.tuple([one, one])], {
      error: ({ input }) => (Array.isArray(input) ? 'span-form' : wrongOf(one, input)),
    })
    .transform((given): Span => (typeof given === 'number' ? [given, given] : given))
    .refine(([least, most]) => least <= most, { error: 'span-order' });

/** A value, or an even choice between two, that the seed decides. */
export type Span = readonly [least: number, most: number];

/** Seconds of scenario time. */
export const Seconds = spanOf(within(1_000_000));
/** Amount in fen. */
export const Amount = spanOf(Fen);
