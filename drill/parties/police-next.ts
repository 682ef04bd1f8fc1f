import type { State } from '../../shared/domain/instruction.ts';
import type { OrderPlan } from '../plan/plan.ts';

/** What a dispatcher sees of an instruction when deciding what to do next. */
export interface PoliceSeen {
  readonly state: State;
  readonly number: number;
  readonly outcome: string | null;
  readonly contested: boolean;
  readonly papersFollow: boolean;
}

export interface PoliceMemory {
  readonly contested: boolean;
  readonly corrected: boolean;
  /** Number of the event up to which a confirmation was refused. */
  readonly blockedAt: number;
}

export type PoliceStep =
  | { readonly deed: 'contest' | 'correct' | 'confirm'; readonly afterMs: number }
  /** Nothing more will happen that the plan waits for. */
  | { readonly deed: 'leave' };

const leave: PoliceStep = { deed: 'leave' };

/** Where an instruction that is not to be closed comes to rest. */
const restOf = ({ work }: OrderPlan): State => {
  if (work.silent === 'after-signing') return 'acknowledged';
  if (work.silent === 'after-executing') return 'disposed';
  return work.returns?.police === 'nothing' ? 'returned' : 'issued';
};

const whenReturned = ({ work }: OrderPlan, seen: PoliceSeen, memory: PoliceMemory): PoliceStep | undefined => {
  const { police = 'correct', policeAfterMs = 0 } = work.returns ?? {};
  if (seen.contested || police === 'nothing') return undefined;
  const deed = police === 'contest' && !memory.contested ? 'contest' : 'correct';
  return { deed, afterMs: policeAfterMs };
};

const whenReported = (plan: OrderPlan, seen: PoliceSeen, memory: PoliceMemory): PoliceStep | undefined => {
  if (seen.outcome === 'mismatch' && plan.corrects && !memory.corrected) return { deed: 'correct', afterMs: 0 };
  if (plan.end === 'reported') return leave;
  if (seen.papersFollow || memory.blockedAt === seen.number) return undefined;
  return { deed: 'confirm', afterMs: plan.confirmMs };
};

/** The next thing police do about an instruction, or undefined while they wait for somebody else. */
export const policeNext = (plan: OrderPlan, seen: PoliceSeen, memory: PoliceMemory): PoliceStep | undefined => {
  if (seen.state === 'closed' || seen.state === 'withdrawn') return leave;
  if (plan.end === 'open') return seen.state === restOf(plan) ? leave : undefined;
  if (seen.state === 'returned') return whenReturned(plan, seen, memory);
  return seen.state === 'reported' ? whenReported(plan, seen, memory) : undefined;
};
