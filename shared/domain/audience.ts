import type { Happened } from './events.ts';
import type { Instruction } from './instruction.ts';
import type { Rung } from './policy.ts';

/** What a page wants of its reader; `know` informs, the rest ask for an act and are sent only while it is wanted. */
export type Wants =
  | 'acknowledgement'
  | 'execution'
  | 'feedback'
  | 'correction'
  | 'ruling'
  | 'withdrawal-answer'
  | 'know';

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

const breachAudience = ({ progress }: Instruction, clock: string): readonly Audience[] => {
  switch (clock) {
    case 'dispose':
    case 'report':
      return [
        {
          party: 'bank',
          signer: true,
          rungs: ['A', 'B', 'head'],
          wants: clock === 'dispose' ? 'execution' : 'feedback',
        },
      ];
    case 'correct':
    case 'paper':
      return [{ party: 'police', rungs: ['police-desk'], wants: clock === 'correct' ? 'correction' : 'know' }];
    case 'ruling':
      return [{ party: 'liaison', rungs: ['liaison'], wants: 'ruling' }];
    case 'withdraw':
      return [
        {
          party: 'bank',
          ...(progress.signer ? { signer: true } : {}),
          rungs: ['A', 'B', 'head'],
          wants: 'withdrawal-answer',
        },
        { party: 'liaison', rungs: ['liaison'], wants: 'know' },
      ];
    default:
      return [];
  }
};

const stepAudiences = ({ order }: Instruction, step: number): readonly Audience[] => {
  const rung = order.policy.ladder[step];
  if (!rung) return [];
  const bank = rung.rungs.filter(r => r === 'A' || r === 'B' || r === 'head');
  const at = { step, wants: 'acknowledgement', ...(rung.channel ? { channel: rung.channel } : {}) } as const;
  return [
    ...(bank.length ? [{ party: 'bank', rungs: bank, ...at } as const] : []),
    ...(rung.rungs.includes('liaison') ? [{ party: 'liaison', rungs: ['liaison'], ...at } as const] : []),
    ...(rung.rungs.includes('police-desk') ? [{ party: 'police', rungs: ['police-desk'], ...at } as const] : []),
  ];
};

/** Who is paged because of an event, and for what; empty for most events. */
export const audiences = (now: Instruction, e: Happened): readonly Audience[] => {
  switch (e.type) {
    case 'issued':
    case 'resent':
      return stepAudiences(now, 0);
    case 'step-due':
      return stepAudiences(now, e.data.step);
    case 'breached':
      return breachAudience(now, e.data.clock);
    case 'transfer-added':
      return [{ party: 'bank', signer: true, rungs: bankDuty, wants: e.data.afterExecution ? 'know' : 'execution' }];
    case 'withdrawal-asked':
      return [{ party: 'bank', signer: true, rungs: bankDuty, wants: 'withdrawal-answer' }];
    case 'dispatched':
    case 'delivered':
      return now.progress.state === 'withdrawn' ? [{ party: 'bank', rungs: bankDuty, wants: 'know' }] : [];
    case 'returned':
      return [{ party: 'police', rungs: ['police-desk'], wants: 'correction' }];
    case 'contested':
    case 'phone-disputed':
      return [{ party: 'liaison', rungs: ['liaison'], wants: e.type === 'contested' ? 'ruling' : 'know' }];
    case 'disposed':
    case 'reported':
    case 'withdrawal-answered':
    case 'hold-expired':
      return [{ party: 'police', rungs: ['police-desk'], wants: 'know' }];
    case 'ruled':
      return [
        { party: 'bank', signer: true, rungs: bankDuty, wants: 'know' },
        { party: 'police', rungs: ['police-desk'], wants: 'know' },
      ];
    default:
      return [];
  }
};

/** Event types that may page somebody; the relay marks these so that others wake nobody. */
export const pagingEvents: ReadonlySet<Happened['type']> = new Set([
  'step-due',
  'breached',
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
  'ruled',
]);

/** Whether the act a page asks for is still wanted; `attempt` is that of the page. */
export const wanted = ({ progress }: Instruction, wants: Wants, attempt: number): boolean => {
  if (wants === 'know') return true;
  if (wants === 'withdrawal-answer') return progress.withdrawalAskedAt !== undefined;
  if (progress.attempt !== attempt) return false;
  switch (wants) {
    case 'acknowledgement':
      return progress.state === 'issued';
    case 'execution':
      return progress.state === 'issued' || progress.state === 'acknowledged';
    case 'feedback':
      return progress.state === 'disposed';
    case 'correction':
      return progress.state === 'returned' && progress.contestedAt === undefined;
    case 'ruling':
      return progress.contestedAt !== undefined;
  }
};
