import type { ActName, Context, Decision, Draft, Rule, Stated } from './act.ts';
import { Fault } from './fault.ts';
import { requirePast } from './instant.ts';
import type { Flag, Instruction } from './instruction.ts';
import { codeFits, outcomes } from './outcomes.ts';
import { releaseStatementOf, settledBefore, statementOf } from './statement.ts';

type BankAct = Extract<
  ActName,
  | 'acknowledge'
  | 'take-over'
  | 'mark'
  | 'return'
  | 'dispose'
  | 'report'
  | 'answer-withdrawal'
  | 'answer-phone-entry'
  | 'confirm-release'
>;

const signerFor = (context: Context, phone: { person: string } | undefined): string => {
  const person = phone?.person ?? context.by.person;
  if (!person) throw new Fault('invalid', 'accountable-person-required');
  return person;
};

/** The signer acts; a colleague takes over first. */
const requireSigner = ({ order, progress }: Instruction, person: string): void => {
  if (progress.signer && progress.signer !== person) {
    throw new Fault('conflict', 'signed-by-another', { id: order.id, signer: progress.signer });
  }
};

const sameStatement = ({ progress }: Instruction, stated: Stated): boolean => {
  const statement = statementOf(stated);
  return progress.said === statement || progress.differs === statement;
};

const flagsOf = (now: Instruction, stated: Stated, otherStops: number): Flag[] => [
  ...(now.progress.state === 'withdrawn' ? (['after-withdrawal'] as const) : []),
  ...(now.progress.state === 'returned' ? (['after-return'] as const) : []),
  ...(now.progress.outcome ? (['differs'] as const) : []),
  ...(otherStops >= 2 && outcomes[stated.outcome].holds ? (['third-stop'] as const) : []),
  ...(codeFits(stated.outcome, stated.code) ? [] : (['code-unusual'] as const)),
];

const disposal = (now: Instruction, stated: Stated, { at, otherStops = 0 }: Context): Draft => {
  requirePast('executedAt', stated.executedAt, at);
  const late = settledBefore(now.progress);
  const flags = flagsOf(now, stated, otherStops);
  return { type: 'disposed', data: { ...stated, ...(flags.length ? { flags } : {}), ...(late ? { late: true } : {}) } };
};

/** Executing is a fact, so a colleague of the signer need not take over first: the record says that he did. */
const takenOver = (now: Instruction, person: string): Draft[] => {
  const { signer, state } = now.progress;
  const another = signer !== undefined && signer !== person && (state === 'acknowledged' || state === 'disposed');
  return another ? [{ type: 'taken-over', data: { from: signer, signer: person } }] : [];
};

/** Before a refusal by telephone the caller's colleague is taken over from as well: the call is the bank's word, whoever gave it. */
const signerOrCaller = (now: Instruction, context: Context, phone: { person: string } | undefined): Draft[] => {
  const person = signerFor(context, phone);
  if (phone) return takenOver(now, person);
  requireSigner(now, person);
  return [];
};

const acknowledge: Rule<'acknowledge'> = (now, act, context) => {
  const signer = signerFor(context, act.phone);
  const { state, facts } = now.progress;
  if (state === 'issued') return [{ type: 'acknowledged', data: { signer } }];
  if (!facts.acknowledged || facts.acknowledged.inferred)
    return [{ type: 'acknowledged', data: { signer, late: true } }];
  requireSigner(now, signer);
  return 'repeat';
};

const dispose: Rule<'dispose'> = (now, act, context) => {
  if (sameStatement(now, act.stated)) return 'repeat';
  return [...takenOver(now, signerFor(context, act.phone)), disposal(now, act.stated, context)];
};

const report: Rule<'report'> = (now, act, context): Decision => {
  const { progress } = now;
  const said = act.stated && !sameStatement(now, act.stated) ? [disposal(now, act.stated, context)] : [];
  if (progress.outcome === undefined && said.length === 0) {
    if (act.stated) return 'repeat';
    throw new Fault('conflict', 'outcome-required', { id: now.order.id });
  }
  const reportedBefore = progress.facts.reported !== undefined && progress.state !== 'disposed';
  if (reportedBefore && said.length === 0 && act.onward === 0) return 'repeat';
  return [
    ...takenOver(now, signerFor(context, act.phone)),
    ...said,
    { type: 'reported', data: { onward: act.onward } },
  ];
};

const answerPhoneEntry: Rule<'answer-phone-entry'> = ({ order, progress, history = [] }, act, context) => {
  signerFor(context, undefined);
  const { entry, confirms } = act;
  const type = confirms ? 'phone-confirmed' : 'phone-disputed';
  if (history.some(e => e.type === type && e.data.entry === entry)) return 'repeat';
  const open = progress.phone.find(({ n }) => n === entry);
  if (open && !open.disputed) return [{ type, data: { entry } }];
  const known = history.some(e => e.n === entry && e.phone && e.entry === undefined);
  if (open || known) throw new Fault('conflict', 'phone-entry-settled', { id: order.id, entry });
  throw new Fault('missing', 'phone-entry', { entry });
};

export const bankRules: { readonly [N in BankAct]: Rule<N> } = {
  acknowledge,
  'take-over': (now, _act, context) => {
    const signer = signerFor(context, undefined);
    const from = now.progress.signer;
    if (from === signer) return 'repeat';
    if (!from) throw new Fault('conflict', 'not-signed-yet', { id: now.order.id });
    return [{ type: 'taken-over', data: { from, signer } }];
  },
  mark: (now, act, context) => {
    const signer = signerFor(context, act.phone);
    const marked: Draft = { type: 'marked', data: { mark: act.mark } };
    if (now.progress.state === 'issued') return [{ type: 'acknowledged', data: { signer } }, marked];
    if (now.progress.marks.includes(act.mark)) return 'repeat';
    return [...signerOrCaller(now, context, act.phone), marked];
  },
  return: (now, act, context) => {
    if (now.progress.state === 'returned') {
      if (now.progress.missing === act.missing) return 'repeat';
      throw new Fault('conflict', 'already-returned', { id: now.order.id, missing: now.progress.missing });
    }
    const by = signerOrCaller(now, context, act.phone);
    return [...by, { type: 'returned', data: { missing: act.missing } }];
  },
  dispose,
  report,
  'answer-withdrawal': (now, act, context) => {
    signerFor(context, act.phone);
    if (now.progress.withdrawalAskedAt === undefined)
      throw new Fault('conflict', 'no-withdrawal-asked', { id: now.order.id });
    const answer: Draft = { type: 'withdrawal-answered', data: { executed: act.executed } };
    return act.executed ? [answer] : [answer, { type: 'withdrawn', data: {} }];
  },
  'answer-phone-entry': answerPhoneEntry,
  'confirm-release': (now, act, context) => {
    signerFor(context, act.phone);
    requirePast('releasedAt', act.releasedAt, context.at);
    const { hold, differs } = now.progress;
    const first = now.hold?.releasedAt ?? act.releasedAt;
    if (hold === 'released' && (first === act.releasedAt || differs === releaseStatementOf(act.releasedAt)))
      return 'repeat';
    if (!hold) throw new Fault('conflict', 'no-hold', { id: now.order.id });
    return [{ type: 'released', data: { releasedAt: act.releasedAt } }];
  },
};
