import type { Behaviour } from '../scenario/behaviour.ts';
import type { Cast } from '../scenario/cast.ts';
import { behaviourTowards } from '../scenario/check.ts';
import type { Span } from '../scenario/fields.ts';
import type { Scenario, ScenarioInstruction } from '../scenario/scenario.ts';
import type { Chance } from '../scenario/seeded.ts';
import { endOf } from './end.ts';
import { anotherName, inventedName } from './people.ts';
import type { AccountPlan, BankPlan, OrderPlan, PhonePlan, ReturnPlan } from './plan.ts';
import { freshTarget } from './target.ts';

export interface OrderWish {
  readonly scenario: Scenario;
  readonly instruction: ScenarioInstruction;
  readonly cast: Cast;
  readonly unit: string;
  readonly incidentNumber: string;
  readonly run: string;
  /** Number of the order in the run, from 1. */
  readonly n: number;
  readonly chance: Chance;
  readonly scale: number;
}

type Ms = (span: Span | undefined) => number;

const nothing: Span = [0, 0];

/** Round yuan where both ends of the span are. */
const drawn = ([least, most]: Span, { whole }: Chance): number =>
  least % 100 === 0 && most % 100 === 0 ? whole([least / 100, most / 100]) * 100 : whole([least, most]);

const split = (total: number, parts: number, { whole }: Chance): number[] => {
  const shares: number[] = [];
  let left = total;
  for (let rest = Math.min(parts, total) - 1; rest > 0; rest -= 1) {
    const share = whole([1, Math.max(1, Math.floor((left - rest) / (rest + 1)) * 2 - 1)]);
    const taken = Math.min(share, left - rest);
    shares.push(taken);
    left -= taken;
  }
  return [...shares, left];
};

const returnPlan = (returns: NonNullable<Behaviour['returns']>, ms: Ms): ReturnPlan => ({
  missing: returns.missing,
  afterMs: ms(returns.after),
  police: returns.police,
  policeAfterMs: ms(returns.policeAfter),
  ruling: returns.ruling,
  rulingAfterMs: ms(returns.rulingAfter),
});

const phonePlan = (phone: NonNullable<Behaviour['phone']>, ms: Ms): PhonePlan => ({
  by: phone.by,
  afterMs: ms(phone.after),
  bank: phone.bank,
  bankAfterMs: ms(phone.bankAfter),
  ruling: phone.ruling,
  rulingAfterMs: ms(phone.rulingAfter),
});

const bankPlan = (behaviour: Behaviour, ms: Ms): BankPlan => ({
  signsMs: ms(behaviour.signs),
  executesMs: ms(behaviour.executes),
  reportsMs: ms(behaviour.reports),
  silent: behaviour.silent ?? 'never',
  takeover: behaviour.takeover ?? false,
  ...(behaviour.headOffice ? { headOfficeMs: ms(behaviour.headOffice) } : {}),
  ...(behaviour.returns ? { returns: returnPlan(behaviour.returns, ms) } : {}),
  ...(behaviour.phone ? { phone: phonePlan(behaviour.phone, ms) } : {}),
});

const sum = (parts: readonly { readonly amount: number }[]): number =>
  parts.reduce((all, { amount }) => all + amount, 0);

const balanceOf = (finds: AccountPlan['finds'], amount: number, chance: Chance): number => {
  if (finds === 'empty') return 0;
  if (finds === 'short') return Math.max(1, Math.floor(amount * chance.within([0.1, 0.9])));
  return amount + chance.whole([0, amount]);
};

const accountPlan = (behaviour: Behaviour, holder: string, amount: number, chance: Chance): AccountPlan => {
  const { finds = 'money', lies } = behaviour;
  const onward = (behaviour.onward ?? []).map(({ amount: left, bank }) => ({
    amount: drawn(left, chance),
    ...(bank ? { bank } : {}),
  }));
  return {
    holder: finds === 'other-name' ? anotherName(chance, holder) : holder,
    balance: balanceOf(finds, amount, chance),
    finds,
    onward,
    ...(lies ? { lies } : {}),
  };
};

const longest = ({ work, later, papersMs, withdrawMs, confirmMs }: Omit<OrderPlan, 'delaysMs'>): number => {
  const { signsMs, executesMs, reportsMs, headOfficeMs = 0, returns, phone } = work;
  const twice = (signsMs + executesMs + reportsMs + headOfficeMs) * 2;
  const back = returns ? returns.afterMs + returns.policeAfterMs * 2 + returns.rulingAfterMs : 0;
  const rung = phone ? phone.afterMs + phone.bankAfterMs + phone.rulingAfterMs : 0;
  const beside = Math.max(papersMs ?? 0, withdrawMs ?? 0, ...later.map(({ afterMs }) => afterMs));
  return twice + back + rung + beside + confirmMs;
};

/** One instruction of the scenario with every chance taken. */
export const planOrder = (wish: OrderWish): OrderPlan | undefined => {
  const { scenario, instruction, cast, run, n, chance, scale } = wish;
  const bank = cast.banks.get(instruction.bank);
  const unit = cast.units.get(wish.unit);
  if (!bank || !unit) return undefined;
  const ms: Ms = span => (chance.within(span ?? nothing) * 1000) / scale;
  const behaviour = behaviourTowards(scenario, instruction);
  const amount = drawn(instruction.amount, chance);
  const holder = inventedName(chance);
  const { papersLater, withdraw, transfersLater } = instruction;
  const later = transfersLater.map(({ after, amount: more }) => ({ afterMs: ms(after), amount: drawn(more, chance) }));
  const order: Omit<OrderPlan, 'delaysMs'> = {
    key: `${run}-${n}`,
    incidentNumber: wish.incidentNumber,
    unit,
    bank,
    afterMs: ms(instruction.after),
    urgency: instruction.urgency,
    target: freshTarget(bank, run, n, instruction.target),
    holder,
    transfers: split(amount, instruction.transfers, chance).map((each, i) => ({
      amount: each,
      agoMs: Math.floor(chance.within([30, 900]) * 1000) + i,
    })),
    later,
    ...(papersLater ? { papersMs: ms(papersLater.after) } : {}),
    ...(withdraw ? { withdrawMs: ms(withdraw.after) } : {}),
    corrects: instruction.corrects,
    confirm: instruction.confirm,
    confirmMs: ms(instruction.confirmAfter),
    work: bankPlan(behaviour, ms),
    account: accountPlan(behaviour, holder, amount + sum(later), chance),
    end: endOf(instruction, behaviour),
  };
  return { ...order, delaysMs: longest(order) };
};
