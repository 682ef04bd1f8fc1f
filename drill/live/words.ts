import { stateNames } from '../../shared/domain/instruction.ts';
import { type Outcome, outcomes } from '../../shared/domain/outcomes.ts';
import type { Entry } from '../parties/journal.ts';

/** Fen as yuan, as people write it. */
export const yuan = (fen: number): string =>
  `￥${(fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

const isOutcome = (name: string): name is Outcome => name in outcomes;

export const stateOf = ({ state, outcome }: Entry): string => {
  const name = state ? stateNames[state] : '待签发';
  return outcome && isOutcome(outcome) ? `${name} · ${outcomes[outcome].zh}` : name;
};

export const amountOf = ({ plan }: Entry): number => plan.transfers.reduce((sum, { amount }) => sum + amount, 0);

/** Seconds between two readings of the clock, or to now. */
export const seconds = (from: number | undefined, to: number | undefined): string =>
  from === undefined ? '' : `${(((to ?? performance.now()) - from) / 1000).toFixed(1)} s`;
