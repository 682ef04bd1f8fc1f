import type { Right } from './read-call.ts';
import type { Statement } from './statements.ts';

/** IAM's patterns: `*` for any run of characters, `?` for one. */
function likeness(pattern: string, flags: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, flags);
}

const matcher = (flags: string) => {
  const known = new Map<string, RegExp>();
  return (pattern: string, value: string): boolean => {
    const regexp = known.get(pattern) ?? likeness(pattern, flags);
    known.set(pattern, regexp);
    return regexp.test(value);
  };
};
const matches = matcher('s');
const matchesAction = matcher('i');

type Test = (given: readonly string[], wanted: readonly string[]) => boolean;

const any = (
  given: readonly string[],
  wanted: readonly string[],
  same: (pattern: string, value: string) => boolean,
): boolean => given.some(value => wanted.some(pattern => same(pattern, value)));
const equal = (pattern: string, value: string): boolean => pattern === value;

const operators: Record<string, Test> = {
  StringEquals: (given, wanted) => any(given, wanted, equal),
  StringLike: (given, wanted) => any(given, wanted, matches),
  'ForAllValues:StringEquals': (given, wanted) => given.every(value => wanted.includes(value)),
  'ForAllValues:StringLike': (given, wanted) => given.every(value => any([value], wanted, matches)),
  'ForAnyValue:StringEquals': (given, wanted) => any(given, wanted, equal),
  'ForAnyValue:StringLike': (given, wanted) => any(given, wanted, matches),
};

/** Whether a statement speaks of this right: action, resource and every condition. One with an operator not known here never does. */
export function covers(statement: Statement, right: Right): boolean {
  const named =
    statement.Action.some(action => matchesAction(action, right.action)) &&
    statement.Resource.some(resource => matches(resource, right.resource));
  if (!named) return false;
  return Object.entries(statement.Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => operators[operator]?.(right.keys?.[key] ?? [], wanted) ?? false),
  );
}

/** IAM's rule: one Deny refuses, one Allow allows, nothing refuses. */
export const allowed = (statements: readonly Statement[], right: Right): boolean =>
  !statements.some(one => one.Effect === 'Deny' && covers(one, right)) &&
  statements.some(one => one.Effect === 'Allow' && covers(one, right));
