import fc from 'fast-check';
import { type Act, moves } from '../../../../shared/domain/act.ts';
import type { Actor } from '../../../../shared/domain/events.ts';
import type { State } from '../../../../shared/domain/instruction.ts';
import { minute, second } from './policies.ts';
import { anything, calls, type Said, type Stand } from './says.ts';

/** One thing somebody does, and how it arrives. */
export interface Command {
  /** The first of these that the state allows is done; none, then the first is tried all the same. */
  readonly wishes: readonly Said[];
  /** Ms after the command before it. */
  readonly after: number;
  /** How many other commands overtake it, and how many come before it comes a second time; 0 for never. */
  readonly late: number;
  readonly again: number;
  /** Whether the deadlines before it have rung; otherwise nothing rings until the engine is back. */
  readonly rung: boolean;
}

const sometimes = (most: number): fc.Arbitrary<number> =>
  fc.oneof({ arbitrary: fc.constant(0), weight: 4 }, { arbitrary: fc.nat(most), weight: 1 });

const commandOf = (says: fc.Arbitrary<Said>): fc.Arbitrary<Command> =>
  fc.record({
    wishes: fc.array(says, { minLength: 1, maxLength: 3 }),
    after: fc.constantFrom(0, 0, 300, 3 * second, 25 * second, 2 * minute, 9 * minute, 40 * minute, 170 * minute),
    late: sometimes(5),
    again: sometimes(6),
    rung: fc.oneof({ arbitrary: fc.constant(true), weight: 4 }, { arbitrary: fc.constant(false), weight: 1 }),
  });

export const commands: fc.Arbitrary<readonly Command[]> = fc.oneof(
  fc.array(commandOf(anything), { minLength: 1, maxLength: 40 }),
  fc.array(commandOf(calls), { minLength: 1, maxLength: 40 }),
);

/** The order in which commands arrive: late ones overtaken, some of them twice. */
export const arrivals = (commands: readonly Command[]): readonly Command[] =>
  commands
    .flatMap((each, index) => [
      { each, place: index + each.late },
      ...(each.again > 0 ? [{ each, place: index + each.late + each.again }] : []),
    ])
    .sort((a, b) => a.place - b.place)
    .map(({ each }) => each);

const allows = (state: State, act: Act): boolean => {
  const table: Partial<Record<string, readonly string[]>> = moves[act.do];
  return table[state] !== undefined;
};

/** What a command comes to as things stand. */
export const chosen = ({ wishes }: Command, state: State, stand: Stand): { readonly by: Actor; readonly act: Act } => {
  const [first, ...others] = wishes.map(({ by, act }) => ({ by, act: act(stand) }));
  if (!first) throw new Error('a command without a wish');
  return [first, ...others].find(({ act }) => allows(state, act)) ?? first;
};
