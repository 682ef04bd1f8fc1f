import type { Happened } from './events.ts';
import type { Instruction, State } from './instruction.ts';
import type { Clock, Rung } from './policy.ts';

/** What a page wants of its reader; `know` informs, the rest ask for an act and are sent only while it is wanted. */
export const wants = [
  'acknowledgement',
  'execution',
  'feedback',
  'correction',
  'ruling',
  'withdrawal-answer',
  'phone-answer',
  'papers',
  'confirmation',
  'release',
  'know',
] as const;
export type Wants = (typeof wants)[number];

export interface Audience {
  readonly party: 'bank' | 'police' | 'liaison';
  /** Only the signer where there is one. */
  readonly signer?: true;
  readonly rungs: readonly Rung[];
  readonly channel?: string;
  readonly wants: Wants;
  /** The ladder step this is, if it is one. */
  readonly step?: number;
}

const bankDuty = ['A', 'B'] as const;
const bankAll = ['A', 'B', 'head'] as const;

const signerOr = (rungs: readonly Rung[], act: Wants): Audience => ({ party: 'bank', signer: true, rungs, wants: act });
const policeDesk = (act: Wants): Audience => ({ party: 'police', rungs: ['police-desk'], wants: act });
const liaisonPoint = (act: Wants): Audience => ({ party: 'liaison', rungs: ['liaison'], wants: act });

/** Who answers for a clock; the ladder itself chases the first signature until its breach. */
const clockAudience = (clock: Clock, how: 'warned' | 'breached' | 'reminded'): readonly Audience[] => {
  const rungs = how === 'warned' ? bankDuty : bankAll;
  switch (clock) {
    case 'acknowledge':
      return how === 'reminded'
        ? [{ party: 'bank', rungs, wants: 'acknowledgement' }, liaisonPoint('acknowledgement')]
        : [];
    case 'dispose':
      return [signerOr(rungs, 'execution')];
    case 'report':
      return [signerOr(rungs, 'feedback')];
    case 'withdraw':
      return how === 'warned'
        ? [signerOr(rungs, 'withdrawal-answer')]
        : [signerOr(rungs, 'withdrawal-answer'), liaisonPoint('know')];
    case 'release':
      return [signerOr(rungs, 'release')];
    case 'correct':
      return [policeDesk('correction')];
    case 'paper':
      return [policeDesk('papers')];
    case 'confirm':
      return [policeDesk('confirmation')];
    case 'ruling':
      return [liaisonPoint('ruling')];
    case 'dispatch':
    case 'delivery':
    case 'phone':
      return [];
  }
};

const stepAudiences = ({ order, progress }: Instruction, step: number): readonly Audience[] => {
  const rung = order.policy.ladder[step];
  if (!rung) return [];
  const act = progress.withdrawalAskedAt === undefined ? 'acknowledgement' : 'withdrawal-answer';
  const bank = rung.rungs.filter(r => r === 'A' || r === 'B' || r === 'head');
  const at = { step, wants: act, ...(rung.channel ? { channel: rung.channel } : {}) } as const;
  return [
    ...(bank.length ? [{ party: 'bank', rungs: bank, ...at } as const] : []),
    ...(rung.rungs.includes('liaison') ? [{ ...liaisonPoint(act), ...at }] : []),
    ...(rung.rungs.includes('police-desk') ? [{ ...policeDesk(act), ...at }] : []),
  ];
};

const afterWithdrawal = ({ progress }: Instruction): readonly Audience[] =>
  progress.state === 'withdrawn' ? [{ party: 'bank', rungs: bankDuty, wants: 'know' }] : [];

const concerned = (now: Instruction, e: Happened): readonly Audience[] => {
  switch (e.type) {
    case 'issued':
    case 'resent':
      return stepAudiences(now, 0);
    case 'step-due':
      return stepAudiences(now, e.data.step);
    case 'warned':
    case 'breached':
    case 'reminded':
      return clockAudience(e.data.clock, e.type);
    case 'transfer-added': {
      const informed = e.data.afterExecution || now.progress.state === 'returned';
      return [signerOr(bankDuty, informed ? 'know' : 'execution')];
    }
    case 'withdrawal-asked':
      return [{ ...signerOr(bankDuty, 'withdrawal-answer'), step: 0 }];
    case 'dispatched':
    case 'delivered':
    case 'acknowledged':
      return afterWithdrawal(now);
    case 'returned':
      return [policeDesk('correction')];
    case 'contested':
    case 'phone-disputed':
      return [liaisonPoint('ruling')];
    case 'disposed':
    case 'reported':
      return [policeDesk('know'), ...afterWithdrawal(now)];
    case 'withdrawal-answered':
    case 'released':
      return [policeDesk('know')];
    case 'hold-expired':
      return [policeDesk('know'), signerOr(bankDuty, 'release')];
    case 'ruled':
    case 'phone-ruled':
      return [signerOr(bankDuty, 'know'), policeDesk('know')];
    default:
      return [];
  }
};

/** Who is paged because of an event, and for what; empty for most events. Of a bank on the platform's route nobody is here. */
export const audiences = (now: Instruction, e: Happened): readonly Audience[] => {
  const entry = e.phone && e.entry === undefined ? [signerOr(bankDuty, 'phone-answer')] : [];
  const all = [...concerned(now, e), ...entry];
  return now.order.route === 'platform' ? all.filter(({ party }) => party !== 'bank') : all;
};

/** Event types that may page somebody; `pages` says more closely which events do. */
export const pagingEvents: ReadonlySet<Happened['type']> = new Set([
  'step-due',
  'warned',
  'breached',
  'reminded',
  'transfer-added',
  'withdrawal-asked',
  'dispatched',
  'delivered',
  'returned',
  'contested',
  'phone-disputed',
  'disposed',
  'reported',
  'withdrawal-answered',
  'hold-expired',
  'released',
  'ruled',
  'phone-ruled',
]);

/** Whether an event may page somebody; the relay marks these, so that others wake nobody. */
export const pages = (e: Pick<Happened, 'type' | 'data' | 'phone' | 'entry'>): boolean => {
  if (e.phone && e.entry === undefined) return true;
  const everyLoop = e.type === 'dispatched' || e.type === 'delivered' || e.type === 'acknowledged';
  return everyLoop ? 'late' in e.data : pagingEvents.has(e.type);
};

const awaitsBank = (state: State): boolean => state === 'issued' || state === 'acknowledged';

/** Whether the act a page asks for is still wanted; `attempt` is that of the page. */
export const wanted = ({ progress }: Instruction, act: Wants, attempt: number): boolean => {
  const { state, phone, contestedAt, withdrawalAskedAt } = progress;
  switch (act) {
    case 'know':
      return true;
    case 'withdrawal-answer':
      return withdrawalAskedAt !== undefined;
    case 'phone-answer':
      return phone.some(({ disputed }) => !disputed);
    case 'papers':
      return progress.paperDueAt !== undefined;
    case 'release':
      return progress.releaseFrom !== undefined;
    case 'ruling':
      return contestedAt !== undefined || phone.some(({ disputed }) => disputed);
    case 'acknowledgement':
      return progress.attempt === attempt && state === 'issued' && withdrawalAskedAt === undefined;
    case 'execution':
      return progress.attempt === attempt && withdrawalAskedAt === undefined && awaitsBank(state);
    case 'feedback':
      return progress.attempt === attempt && state === 'disposed';
    case 'correction':
      return progress.attempt === attempt && state === 'returned' && contestedAt === undefined;
    case 'confirmation':
      return progress.attempt === attempt && state === 'reported';
  }
};
