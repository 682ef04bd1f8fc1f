import type * as z from 'zod';
import { titleOf } from '../../shared/contract/titles.ts';
import { Fault } from '../../shared/domain/fault.ts';
import { scenarioCodes } from './fields.ts';

export interface ScenarioProblem {
  /** Dotted path from the top, list positions from 0. */
  readonly field: string;
  readonly code: string;
}

const own: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = scenarioCodes;

/** What is wrong with a scenario file, field by field. */
export const problemsOf = ({ issues }: z.core.$ZodError): ScenarioProblem[] =>
  issues.flatMap(issue => {
    const at = issue.path.map(String);
    const codes = issue.code === 'invalid_key' ? issue.issues.map(({ message }) => message) : [issue.message];
    const names = issue.code === 'unrecognized_keys' ? issue.keys.map(key => [...at, key]) : [at];
    return names.map(name => ({ field: name.join('.'), code: codes[0] ?? issue.message }));
  });

/** One line a problem: the field, then what is wrong with it in both languages. */
export const explainProblem = ({ field, code }: ScenarioProblem): string => {
  const { zh, en } = own[code] ?? titleOf(code);
  return `${field || '(scenario)'}：${zh}  ${en}`;
};

/** @returns the fault that a wrong scenario is refused with */
export const scenarioFault = (problems: readonly ScenarioProblem[], cause?: unknown): Fault =>
  new Fault('invalid', 'scenario', { problems }, cause === undefined ? undefined : { cause });

export const problemsIn = ({ details }: Fault): readonly ScenarioProblem[] =>
  (details as { problems?: readonly ScenarioProblem[] }).problems ?? [];
