import type { Behaviour } from './behaviour.ts';
import type { BankCast, Cast } from './cast.ts';
import type { ScenarioCodes } from './fields.ts';
import { type ScenarioProblem, scenarioFault } from './problems.ts';
import type { Scenario, ScenarioCase, ScenarioInstruction } from './scenario.ts';

type Report = (field: string, code: ScenarioCodes) => void;

/** How a bank behaves towards one instruction: its own way, changed by what the instruction says. */
export const behaviourTowards = ({ banks }: Scenario, { bank, behaviour }: ScenarioInstruction): Behaviour => ({
  ...banks[bank],
  ...behaviour,
});

const checkBehaviour = (behaviour: Behaviour, bank: BankCast, { coordinator }: Cast, report: Report): void => {
  const { phone, returns, takeover, headOffice } = behaviour;
  const ruled = returns?.police === 'contest' || phone?.by === 'liaison' || phone?.bank === 'disputes';
  if (ruled && !coordinator) report('behaviour', 'ruling-without-liaison');
  const needsPeople = phone || returns || takeover || headOffice;
  if (bank.route === 'platform' && needsPeople) report('behaviour', 'nobody-at-platform');
  else if (takeover && bank.officers.length < 2) report('behaviour.takeover', 'officers-too-few');
};

const checkInstruction = (
  scenario: Scenario,
  instruction: ScenarioInstruction,
  { cast, unit, report }: { cast: Cast; unit: string; report: Report },
): void => {
  if (instruction.papersLater && !cast.units.get(unit)?.approver) report('papersLater', 'approver-missing');
  const bank = cast.banks.get(instruction.bank);
  if (!bank) {
    report('bank', 'bank-not-in-county');
    return;
  }
  const behaviour = behaviourTowards(scenario, instruction);
  if (instruction.withdraw && behaviour.phone) report('withdraw', 'withdraw-with-phone');
  if (instruction.withdraw && bank.route === 'platform') report('withdraw', 'nobody-at-platform');
  for (const [i, { bank: to }] of (behaviour.onward ?? []).entries())
    if (to && !cast.banks.has(to)) report(`behaviour.onward.${i}.bank`, 'bank-not-in-county');
  checkBehaviour(behaviour, bank, cast, report);
};

const checkNumbers = ({ cases, repeat }: Scenario, report: Report): void => {
  const seen = new Set<string>();
  for (const [i, { incidentNumber, repeat: times }] of cases.entries()) {
    if (incidentNumber.includes('{n}')) continue;
    if (repeat * times > 1) report(`cases.${i}.incidentNumber`, 'incident-repeats');
    else if (seen.has(incidentNumber)) report(`cases.${i}.incidentNumber`, 'incident-shared');
    seen.add(incidentNumber);
  }
};

const checkCase = (scenario: Scenario, one: ScenarioCase, cast: Cast, report: Report): void => {
  if (!cast.units.get(one.unit)?.dispatchers.length) report('unit', 'unit-not-in-county');
  for (const [i, instruction] of one.instructions.entries()) {
    const inside: Report = (field, code) => report(`instructions.${i}.${field}`, code);
    checkInstruction(scenario, instruction, { cast, unit: one.unit, report: inside });
  }
};

/**
 * Whether a scenario can be played in a county.
 * @throws Fault invalid/scenario with each field that cannot
 */
export const checkScenario = (scenario: Scenario, cast: Cast): void => {
  const problems: ScenarioProblem[] = [];
  const report: Report = (field, code) => void problems.push({ field, code });
  for (const code of Object.keys(scenario.banks))
    if (!cast.banks.has(code)) report(`banks.${code}`, 'bank-not-in-county');
  checkNumbers(scenario, report);
  for (const [i, one] of scenario.cases.entries())
    checkCase(scenario, one, cast, (field, code) => report(`cases.${i}.${field}`, code));
  if (problems.length > 0) throw scenarioFault(problems);
};
