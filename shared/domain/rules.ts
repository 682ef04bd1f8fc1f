import type { Act, ActName, Context, Decision, Rule } from './act.ts';
import { bankRules } from './bank-rules.ts';
import type { Instruction } from './instruction.ts';
import { liaisonRules } from './liaison-rules.ts';
import { policeRules } from './police-rules.ts';
import { systemRules } from './system-rules.ts';

/** One rule an act; other kinds join by their own acts and these. */
export const rules: { readonly [N in ActName]: Rule<N> } = {
  ...bankRules,
  ...policeRules,
  ...liaisonRules,
  ...systemRules,
};

const apply = <N extends ActName>(
  name: N,
  now: Instruction,
  act: Extract<Act, { do: N }>,
  context: Context,
): Decision => rules[name](now, act, context);

/** @throws Fault conflict, invalid, missing */
export const decide = (now: Instruction, act: Act, context: Context): Decision => apply(act.do, now, act, context);
