import * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';

const Test = z.union([
  z.strictObject({ prefix: z.string() }),
  z.strictObject({ suffix: z.string() }),
  z.strictObject({ exists: z.boolean() }),
  z.strictObject({ 'equals-ignore-case': z.string() }),
  z.strictObject({ 'anything-but': z.array(z.union([z.string(), z.number()])) }),
  z.strictObject({ numeric: z.array(z.union([z.string(), z.number()])) }),
]);

type Test = z.infer<typeof Test>;
type Match = (value: unknown) => boolean;

const comparisons: Record<string, (left: number, right: number) => boolean> = {
  '=': (left, right) => left === right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

function testing(test: Test): Match {
  if ('prefix' in test) return value => typeof value === 'string' && value.startsWith(test.prefix);
  if ('suffix' in test) return value => typeof value === 'string' && value.endsWith(test.suffix);
  if ('exists' in test) return value => (value !== undefined) === test.exists;
  if ('equals-ignore-case' in test)
    return value => typeof value === 'string' && value.toLowerCase() === test['equals-ignore-case'].toLowerCase();
  if ('anything-but' in test) return value => value !== undefined && !test['anything-but'].some(one => one === value);
  const pairs = Array.from(
    { length: test.numeric.length / 2 },
    (_, i) => [String(test.numeric[2 * i]), Number(test.numeric[2 * i + 1])] as const,
  );
  return value =>
    typeof value === 'number' && pairs.every(([sign, bound]) => comparisons[sign]?.(value, bound) ?? false);
}

function matcher(pattern: unknown): Match {
  if (Array.isArray(pattern)) {
    const tests = pattern.map(
      (one: unknown): Match =>
        typeof one === 'object' && one !== null ? testing(Test.parse(one)) : value => value === one,
    );
    return value => tests.some(test => test(value));
  }
  const fields = Object.entries(z.record(z.string(), z.unknown()).parse(pattern)).map(
    ([name, inner]) => [name, matcher(inner)] as const,
  );
  return value =>
    fields.every(([name, match]) =>
      match(typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
    );
}

/**
 * Event patterns of an event source mapping: a record passes when one of them matches; none at all lets everything pass.
 * @throws Fault invalid/unsupported-filter for an operator not known here
 */
export function filterOf(patterns: readonly string[]): Match {
  try {
    const all = patterns.map(pattern => matcher(JSON.parse(pattern)));
    return value => all.length === 0 || all.some(match => match(value));
  } catch (cause) {
    throw new Fault('invalid', 'unsupported-filter', { patterns }, { cause });
  }
}
