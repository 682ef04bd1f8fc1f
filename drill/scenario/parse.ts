import { problemsOf, scenarioFault } from './problems.ts';
import { Scenario } from './scenario.ts';

const asJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw scenarioFault([{ field: '', code: 'json' }], error);
  }
};

/**
 * Reads a scenario file.
 * @throws Fault invalid/scenario with each wrong field and what is wrong with it
 */
export const parseScenario = (text: string): Scenario => {
  const parsed = Scenario.safeParse(asJson(text));
  if (!parsed.success) throw scenarioFault(problemsOf(parsed.error), parsed.error);
  return parsed.data;
};
