import type { Answer, Asking } from '../http/caller.ts';
import { Answered, Detail, type Summary } from '../http/views.ts';
import type { CasePlan, OrderPlan } from '../plan/plan.ts';
import type { Player } from '../scenario/cast.ts';
import type { Entry, Journal } from './journal.ts';
import type { LiaisonDesk } from './liaison-desk.ts';
import type { Line } from './phone-line.ts';
import { asides } from './police-asides.ts';
import { correctionLetter, issueLetter } from './police-letters.ts';
import { type PoliceSeen, policeNext } from './police-next.ts';
import { enterByPhone } from './police-phone.ts';
import { playPlatform } from './police-platform.ts';
import { type Reach, tell } from './police-reach.ts';
import type { Watch } from './watch.ts';

export interface PoliceDeps {
  readonly journal: Journal;
  readonly call: (player: Player, method: 'GET' | 'POST', path: string, asking?: Asking) => Promise<Answer>;
  readonly pause: (ms: number) => Promise<void>;
  readonly signal: AbortSignal;
  readonly watchOf: (unit: string) => Watch;
  readonly lineTo: (bank: string) => Line;
  readonly liaison: LiaisonDesk;
  /** How long an order may take beyond its own delays, real ms. */
  readonly settleMs: number;
}

const dispatcherOf = ({ unit }: OrderPlan, n: number): Player => {
  const { dispatchers } = unit;
  const player = dispatchers[n % dispatchers.length];
  if (!player) throw new Error(`no dispatcher in ${unit.code}`);
  return player;
};

/** The dispatchers of all units: each case is played from its report until its instructions are where they should end. */
export const policeDesk = (deps: PoliceDeps) => {
  const { journal, call, pause, signal, watchOf, lineTo, liaison, settleMs } = deps;

  const reachOf = (entry: Entry, id: string, player: Player): Reach => {
    const path = `/police/instructions/${id}`;
    return {
      entry,
      id,
      journal,
      pause,
      post: (about, body) => call(player, 'POST', `${path}/${about}`, { body }),
      read: async () => Detail.parse((await call(player, 'GET', path)).body),
    };
  };

  const act = async (reach: Reach, deed: 'contest' | 'correct' | 'confirm', seen: PoliceSeen): Promise<boolean> => {
    if (deed === 'contest') return tell(reach, 'contest', { reason: '材料齐全，请联络点裁定' });
    if (deed === 'correct') return tell(reach, 'correction', correctionLetter(reach.entry.plan, seen.outcome));
    const { status, code } = await reach.post('confirmation', {});
    if (status === 409) journal.note(reach.entry, `police confirmation: ${code ?? status}`);
    else if (status >= 400) journal.trouble(reach.entry, `police confirmation: ${status} ${code ?? ''}`);
    return status < 400;
  };

  const follow = async (reach: Reach, first: PoliceSeen): Promise<void> => {
    const { entry, id } = reach;
    const { plan } = entry;
    const until = performance.now() + plan.delaysMs + settleMs;
    const memory = { contested: false, corrected: false, blockedAt: 0 };
    const moved = watchOf(plan.unit.code);
    let seen = first;
    while (!signal.aborted) {
      const step = policeNext(plan, seen, memory);
      if (step?.deed === 'leave') return;
      if (step) {
        await pause(step.afterMs);
        const done = await act(reach, step.deed, seen);
        if (done && step.deed === 'confirm') return journal.saw(entry, 'closed');
        if (!done) memory.blockedAt = seen.number;
        if (step.deed === 'contest') memory.contested = true;
        if (step.deed === 'correct') {
          memory.corrected = true;
          if (plan.bank.route === 'platform') void playPlatform(reach, lineTo(plan.bank.code).core);
        }
      }
      const next: Summary | undefined = await moved.changed(id, seen.number, until - performance.now());
      if (!next) return signal.aborted ? undefined : journal.trouble(entry, 'not where it should end in time');
      journal.saw(entry, next.state, next.outcome);
      seen = next;
    }
  };

  const beside = (reach: Reach): Promise<void>[] => {
    const { plan } = reach.entry;
    const line = lineTo(plan.bank.code);
    const { phone } = plan.work;
    if (plan.bank.route === 'platform') return [...asides(reach), playPlatform(reach, line.core)];
    const ring = async (): Promise<void> => {
      await pause(phone?.afterMs ?? 0);
      await enterByPhone(reach, line);
    };
    return [
      ...asides(reach),
      ...(phone?.by === 'police' ? [ring()] : []),
      ...liaison.attend(reach.entry, reach.id, line),
    ];
  };

  const playOrder = async (plan: OrderPlan, of: CasePlan, t0: number): Promise<void> => {
    const entry = journal.begin(plan);
    lineTo(plan.bank.code).core.books.open({ ...plan.account, number: plan.target.number });
    await pause(plan.afterMs);
    try {
      const player = dispatcherOf(plan, of.n);
      const body = issueLetter(plan, of, t0);
      const answer = await call(player, 'POST', '/police/instructions', { body, key: `drill-${plan.key}` });
      if (answer.status !== 201) {
        journal.trouble(entry, `police issue: ${answer.status} ${answer.code ?? ''} ${JSON.stringify(answer.body)}`);
        return;
      }
      const { id, state, number } = Answered.parse(answer.body);
      journal.issued(entry, id, state);
      const reach = reachOf(entry, id, player);
      const seen = { state, number, outcome: null, contested: false, papersFollow: plan.papersMs !== undefined };
      const followed = follow(reach, seen).finally(() => {
        entry.left = true;
      });
      await Promise.all([followed, ...beside(reach)]);
    } catch (error) {
      journal.trouble(entry, error instanceof Error ? error.message : String(error));
    } finally {
      journal.ended(entry);
    }
  };

  return {
    /** Plays a case; resolves when all its instructions are where they should end, or their time is over. */
    playCase: async (plan: CasePlan): Promise<void> => {
      const t0 = Date.now() - plan.reportedBeforeMs;
      await Promise.all(plan.orders.map(order => playOrder(order, plan, t0)));
    },
  };
};
