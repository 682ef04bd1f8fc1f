import type { ReasonCode } from '../reasons.ts';
import type { SheetBank } from '../row.ts';

/** What a cell gives: its value, or why it gives none. */
export type Reading<T> = { readonly value: T } | Wrong;

export interface Wrong {
  readonly wrong: ReasonCode;
  readonly candidates?: readonly SheetBank[];
}

export const wrong = (code: ReasonCode): Wrong => ({ wrong: code });

export const isWrong = <T>(reading: Reading<T>): reading is Wrong => 'wrong' in reading;
