import { parseScenario } from '../../drill/scenario/parse.ts';
import type { Scenario } from '../../drill/scenario/scenario.ts';

const quick = { signs: [0, 0.5], executes: [0, 0.5], reports: [0, 0.3] };

/** Every way that ends by itself, each a few times over; nothing of it waits for a person who never comes. */
const ways = [
  { bank: 'QHRCB', amount: 5_000_000, transfers: 2 },
  { bank: 'ICBC', amount: 300_000, transfersLater: [{ after: 0.4, amount: 110_000 }] },
  {
    bank: 'PSBC',
    amount: 310_000,
    behaviour: { ...quick, returns: { missing: 'form-unreadable', police: 'correct' } },
  },
  { bank: 'ABC', amount: 320_000, behaviour: { ...quick, finds: 'other-name' } },
  { bank: 'BOCOM', amount: 330_000, behaviour: { ...quick, finds: 'short' } },
  { bank: 'CMB', amount: 340_000 },
  { bank: 'QHRCB', amount: 350_000, behaviour: { ...quick, phone: { by: 'police', bankAfter: 0.5 } } },
  { bank: 'ICBC', amount: 360_000, withdraw: { after: 0.3 }, behaviour: { signs: 0.1, executes: 20 } },
  { bank: 'PSBC', amount: 370_000, behaviour: { ...quick, returns: { police: 'contest', ruling: 'falls' } } },
  { bank: 'ABC', amount: 380_000, behaviour: { ...quick, finds: 'failure' } },
  { bank: 'QHRCB', amount: 390_000, papersLater: { after: 1 } },
  { bank: 'ICBC', amount: 400_000, behaviour: { ...quick, takeover: true } },
];

const scenario = (cases: readonly object[], more: object = {}): Scenario =>
  parseScenario(
    JSON.stringify({
      name: { zh: '混沌', en: 'Chaos' },
      settleSeconds: 300,
      banks: { QHRCB: quick, ICBC: quick, PSBC: quick, ABC: quick, BOCOM: quick, CMB: quick },
      cases,
      ...more,
    }),
  );

/** A round of load: every way, in cases of their own, `lanes` at a time. */
export const storm = (seed: number, { repeat = 2, lanes = 6 } = {}): Scenario =>
  scenario(
    ways.map((instruction, at) => ({ unit: at % 2 ? 'QHJK' : 'QHGA', instructions: [instruction] })),
    { seed, repeat, concurrency: lanes },
  );
