import fc from 'fast-check';
import type { Act, Stated } from '../../../../shared/domain/act.ts';
import type { Actor } from '../../../../shared/domain/events.ts';
import { type Outcome, outcomes } from '../../../../shared/domain/outcomes.ts';
import { colleague, coordinator, core, dispatcher, officer, platform } from './people.ts';
import { hour, minute, second } from './policies.ts';

/** What an act is made from when its turn comes. */
export interface Stand {
  readonly at: number;
  /** Numbers of the phone entries so far. */
  readonly entries: readonly number[];
}

export interface Said {
  readonly by: Actor;
  readonly act: (stand: Stand) => Act;
}

type Making = Said['act'];

const fixed =
  (act: Act): Making =>
  () =>
    act;
const weighted = <T>(...each: readonly (readonly [weight: number, arbitrary: fc.Arbitrary<T>])[]): fc.Arbitrary<T> =>
  fc.oneof(...each.map(([weight, arbitrary]) => ({ weight, arbitrary })));

/** Rounded to whole minutes, so that two statements are often the very same one. */
const stated: fc.Arbitrary<(at: number) => Stated> = fc
  .record({
    outcome: fc.constantFrom<Outcome>('full', 'full', 'partial', 'mismatch', 'mismatch', 'prior-freeze', 'empty'),
    ago: fc.constantFrom(0, 20 * second, 3 * minute, 50 * hour),
    caught: fc.constantFrom(undefined, 0, 480_000),
    item: fc.constantFrom('name' as const, 'amount' as const),
    usual: fc.boolean(),
  })
  .map(({ outcome, ago, caught, item, usual }) => at => ({
    outcome,
    code: usual ? outcomes[outcome].codes[0] : '9999',
    executedAt: Math.floor((at - ago) / minute) * minute,
    ...(caught === undefined ? {} : { caught }),
    ...(outcome === 'mismatch' ? { mismatch: item } : {}),
  }));

const bankWord = weighted<Making>(
  [4, fc.constant(fixed({ do: 'acknowledge' }))],
  [
    3,
    stated.map(make => ({ at }) => ({ do: 'dispose', stated: make(at) })),
  ],
  [1, fc.constantFrom(0, 2).map(onward => fixed({ do: 'report', onward }))],
  [
    2,
    stated.map(make => ({ at }) => ({ do: 'report', onward: 0, stated: make(at) })),
  ],
  [
    4,
    fc.constantFrom('form-missing' as const, 'wrong-bank' as const).map(item => fixed({ do: 'return', missing: item })),
  ],
  [2, fc.constantFrom('head-office' as const, 'under-review' as const).map(mark => fixed({ do: 'mark', mark }))],
  [4, fc.boolean().map(executed => fixed({ do: 'answer-withdrawal', executed }))],
  [1, fc.constant(({ at }) => ({ do: 'confirm-release', releasedAt: at - second }))],
);

const banker = fc.constantFrom(officer, officer, colleague, core);
const bank = fc.record({ by: banker, act: bankWord });
const takingOver = fc.record({ by: banker, act: fc.constant(fixed({ do: 'take-over' })) });

const byPhone = fc
  .record({
    by: fc.constantFrom(dispatcher, coordinator),
    person: fc.constantFrom('li-na', 'wang-fang'),
    word: bankWord,
  })
  .map(({ by, person, word }): Said => ({ by, act: stand => ({ ...word(stand), phone: { person } }) }));

const oneOf = ({ entries }: Stand, which: number): number => entries[which % Math.max(entries.length, 1)] ?? 3;

const answering = fc.record({ by: banker, which: fc.nat(9), confirms: fc.boolean() }).map(
  ({ by, which, confirms }): Said => ({
    by,
    act: stand => ({ do: 'answer-phone-entry', entry: oneOf(stand, which), confirms }),
  }),
);

const rulingOnCall = fc.record({ which: fc.nat(9), stands: fc.boolean() }).map(
  ({ which, stands }): Said => ({
    by: coordinator,
    act: stand => ({ do: 'rule-phone-entry', entry: oneOf(stand, which), stands }),
  }),
);

const ruling = fc
  .boolean()
  .map((returnStands): Said => ({ by: coordinator, act: fixed({ do: 'rule', returnStands }) }));

const police = fc
  .constantFrom<Act>(
    { do: 'add-transfer', amount: 120_000 },
    { do: 'correct' },
    { do: 'correct', amount: 4_000_000 },
    { do: 'contest' },
    { do: 'contest' },
    { do: 'withdraw' },
    { do: 'withdraw' },
    { do: 'confirm' },
    { do: 'file-paper', document: '鲁莘公(刑)字〔2026〕17号' },
    { do: 'record-platform', applicationId: '010120260302' },
  )
  .map((act): Said => ({ by: dispatcher, act: fixed(act) }));

const paging = fc.record({ step: fc.nat(4), cause: fc.nat(40), nobody: fc.boolean() }).map(
  ({ step, cause, nobody }): Act => ({
    do: 'page',
    cause,
    step,
    rungs: ['A'],
    people: nobody ? [] : [{ person: 'li-na', channels: ['console'] }],
    ...(nobody ? { nobody: 'no-one-on-duty' } : {}),
  }),
);

const system = weighted(
  [
    3,
    fc.constantFrom<Act>(
      { do: 'dispatch', messageId: 'm-1' },
      { do: 'dispatch', attempt: 1 },
      { do: 'deliver', by: 'page', channel: 'webhook', attempt: 1, step: 0 },
      { do: 'deliver', by: 'inbox' },
      { do: 'deliver', by: 'page', party: 'liaison', step: 3 },
      { do: 'miss', channel: 'webhook', attempt: 1 },
      { do: 'pass-time' },
    ),
  ],
  [1, paging],
).map((act): Said => ({ by: platform, act: fixed(act) }));

/** Anything that any party may try. */
export const anything: fc.Arbitrary<Said> = weighted<Said>(
  [8, bank],
  [6, police],
  [5, system],
  [4, byPhone],
  [3, answering],
  [1, rulingOnCall],
  [2, ruling],
  [1, takingOver],
);

/** Mostly telephone calls, and quarrels about them. */
export const calls: fc.Arbitrary<Said> = weighted<Said>(
  [4, bank],
  [3, police],
  [1, system],
  [6, byPhone],
  [5, answering],
  [4, rulingOnCall],
  [1, ruling],
);
