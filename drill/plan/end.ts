import type { Behaviour } from '../scenario/behaviour.ts';
import type { ScenarioInstruction } from '../scenario/scenario.ts';
import type { End } from './plan.ts';

const stops = ({ silent, phone }: Behaviour): boolean =>
  (silent === 'always' && !phone) || silent === 'after-signing' || silent === 'after-executing';

/** How an instruction should end, from what everybody is to do with it. */
export const endOf = (instruction: ScenarioInstruction, behaviour: Behaviour): End => {
  const { expect, confirm, withdraw } = instruction;
  const { silent, returns, phone } = behaviour;
  if (expect) return expect;
  // A bank that goes no further still answers a withdrawal.
  if (withdraw && (silent === 'after-signing' || returns?.police === 'nothing')) return 'closed';
  if (stops(behaviour) || returns?.police === 'nothing') return 'open';
  return confirm === 'time' || phone?.bank === 'silent' ? 'reported' : 'closed';
};
