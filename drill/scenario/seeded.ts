import type { Span } from './fields.ts';

/** Chance that a seed decides. */
export interface Chance {
  /** Anywhere in the span. */
  readonly within: (span: Span) => number;
  /** A whole number in the span, both ends included. */
  readonly whole: (span: Span) => number;
  readonly oneOf: <T>(choices: readonly [T, ...T[]]) => T;
}

const mixed = (seed: number, part: number): number => Math.imul(seed ^ 0x9e3779b9, part + 0x85ebca6b) >>> 0;

/** The chance of one part of a run: what is drawn for one part does not move what another draws (xorshift, 32 bits). */
export const chance = (seed: number, part: number): Chance => {
  let state = mixed(seed, part) || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
  for (let i = 0; i < 8; i += 1) next();
  const within = ([least, most]: Span): number => least + next() * (most - least);
  const whole = ([least, most]: Span): number => Math.min(most, Math.floor(within([least, most + 1])));
  return { within, whole, oneOf: choices => choices[whole([0, choices.length - 1])] ?? choices[0] };
};
