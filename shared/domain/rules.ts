import type { Act, ActName, Context, Current, Decision, Rule } from './act.ts';
import { bankRules } from './bank-rules.ts';
import { Fault } from './fault.ts';
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

const apply = <N extends ActName>(name: N, now: Current, act: Extract<Act, { do: N }>, context: Context): Decision =>
  rules[name](now, act, context);

/**
 * What an act amounts to. Whoever acts is a person, or a system with a person who answers for it.
 * @throws Fault conflict, invalid, missing
 */
export const decide = (now: Current, act: Act, context: Context): Decision => {
  const { party, person } = context.by;
  if (party !== 'platform' && !person) throw new Fault('invalid', 'accountable-person-required');
  return apply(act.do, now, act, context);
};
