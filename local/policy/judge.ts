import type { Call } from '../recording.ts';
import type { Stack } from '../template/stack.ts';
import { allowed, covers } from './decide.ts';
import type { Right } from './read-call.ts';
import { type Statement, statementsByRole } from './statements.ts';

export interface Denied {
  readonly function: string;
  readonly action: string;
  readonly resource: string;
}

export interface Unused {
  readonly function: string;
  /** The statement's own name, by which a test may know what it is for. */
  readonly sid?: string;
  readonly action: string;
  readonly resource: string;
}

export interface Verdict {
  /** What functions asked though their role does not allow it. */
  readonly denied: readonly Denied[];
  /** What roles allow though no function asked it: every action on every resource of every statement. */
  readonly unused: readonly Unused[];
}

interface Judged {
  readonly stack: Stack;
  readonly functions: readonly { readonly id: string; readonly name: string; readonly role: string }[];
  readonly calls: () => readonly Call[];
}

const distinct = <T>(items: readonly T[]): T[] => [
  ...new Map(items.map(item => [JSON.stringify(item), item])).values(),
];

/** Holds what the functions asked against what the template allows them. */
export function judge({ stack, functions, calls }: Judged): Verdict {
  const byRole = statementsByRole(stack);
  const asked = Map.groupBy(calls(), call => call.function);
  const verdicts = functions.map(({ id, name, role }) => {
    const statements = byRole.get(role) ?? [];
    const rights = distinct((asked.get(id) ?? []).flatMap(call => call.rights));
    return {
      denied: rights
        .filter(right => !allowed(statements, right))
        .map(({ action, resource }) => ({ function: name, action, resource })),
      unused: statements.filter(one => one.Effect === 'Allow').flatMap(statement => unusedOf(name, statement, rights)),
    };
  });
  return {
    denied: distinct(verdicts.flatMap(one => one.denied)),
    unused: distinct(verdicts.flatMap(one => one.unused)),
  };
}

const unusedOf = (name: string, statement: Statement, rights: readonly Right[]): Unused[] =>
  statement.Action.flatMap(action =>
    statement.Resource.filter(
      resource => !rights.some(right => covers({ ...statement, Action: [action], Resource: [resource] }, right)),
    ).map(resource => ({
      function: name,
      ...(statement.Sid === undefined ? {} : { sid: statement.Sid }),
      action,
      resource,
    })),
  );
