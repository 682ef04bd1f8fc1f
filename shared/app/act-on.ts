import { type Hints, soonMs } from '../contract/hints.ts';
import type { CommandRecord, Ledger, SealedEvent, Secret, Stored } from '../contract/ledger.ts';
import type { Deadline } from '../contract/messages.ts';
import { amendmentPayload, type Signer } from '../contract/signed.ts';
import type { Act } from '../domain/act.ts';
import { advance, needsHistory, type Step } from '../domain/advance.ts';
import type { Actor, EventType, Happened } from '../domain/events.ts';
import { Fault } from '../domain/fault.ts';
import { isOpen, type Order, type Progress } from '../domain/instruction.ts';
import { authorise } from '../domain/rights.ts';
import { settle } from './retry.ts';

export interface ActDeps {
  readonly ledger: Ledger;
  readonly hints: Hints;
  readonly clock: () => number;
}

/** A request's identity: who sent it under which key, and what it said. */
export interface Command {
  readonly org: string;
  readonly key: string;
  readonly bodyHash: string;
}

export interface Wish {
  readonly id: string;
  readonly by: Actor;
  readonly act: Act;
  /** Private parts, by the type of the event each belongs to. */
  readonly secrets?: Partial<Record<EventType, Secret>>;
  readonly command?: Command;
  /** Refused unless this is the number of the last event (`If-Match`). */
  readonly ifNumber?: number;
  /** As the caller has just read it; saves the first read, and a lost race reads again. */
  readonly known?: Stored;
  /** Signs what amends the order. */
  readonly signer?: Signer;
  /** Looks at every event before the decision, and refuses by a fault. */
  readonly inspect?: (events: readonly SealedEvent[]) => void;
}

/** What a command is answered, first and at every replay. Instants in epoch ms. */
export interface Answer extends Record<string, unknown> {
  readonly id: string;
  readonly state: Progress['state'];
  readonly number: number;
  readonly attempt: number;
  readonly at: number;
  readonly dueAt: number | null;
}

export type ActOutcome = {
  readonly answer: Answer | Record<string, unknown>;
  readonly how: 'done' | 'repeat' | 'replay';
  /** 201 where an instruction came to be. */
  readonly status: number;
  readonly step?: Step;
};

export const answerOf = ({ id, state, version, attempt, at, dueAt }: Progress): Answer => ({
  id,
  state,
  number: version,
  attempt,
  at,
  dueAt,
});

/** The first answer to a replayed command. @throws Fault invalid/idempotency-key-reused */
export const replayed = (answered: CommandRecord, command: Command): ActOutcome => {
  if (answered.bodyHash !== command.bodyHash)
    throw new Fault('invalid', 'idempotency-key-reused', { key: command.key });
  return { answer: answered.answer, how: 'replay', status: answered.status };
};

const amends = (type: EventType): boolean => type === 'resent' || type === 'transfer-added';

const secretsOf = async (order: Order, happened: readonly Happened[], { secrets = {}, signer }: Wish) => {
  const byNumber = new Map<number, Secret>();
  for (const e of happened) {
    const secret = secrets[e.type];
    if (amends(e.type) && signer) {
      const details = secret ?? {};
      byNumber.set(e.n, {
        ...details,
        jws: await signer.sign(amendmentPayload(order, e, details), 'instruction-amendment'),
      });
    } else if (secret) byNumber.set(e.n, secret);
  }
  return byNumber;
};

/** Deadlines within two minutes are queued at once; a lost message is found by the sweep. */
export const deadlineHints = ({ next, hold }: Step, was: { round: number } | undefined, now: number): Deadline[] => {
  const { id } = next;
  const soon = (part: Deadline['part'], item: { dueAt: number | null; round: number } | undefined): Deadline[] =>
    item && item.dueAt !== null && item.dueAt - now < soonMs
      ? [{ id, part, round: item.round, dueAt: item.dueAt }]
      : [];
  return [...(was?.round === next.round ? [] : soon('STATE', next)), ...soon('HOLD', hold)];
};

const sendHints = async ({ hints, clock }: ActDeps, step: Step, was: Progress): Promise<void> => {
  const again = step.happened.some(({ type }) => type === 'resent' || type === 'dispatch-due');
  await Promise.allSettled([
    ...deadlineHints(step, was, clock()).map(hints.deadline),
    ...(again ? [hints.intake({ id: was.id, attempt: step.next.attempt })] : []),
  ]);
};

const once = async (deps: ActDeps, wish: Wish, known: Stored | undefined): Promise<ActOutcome> => {
  const { id, by, act, command } = wish;
  const { stored, answered } = command
    ? await deps.ledger.loadFor(id, command.org, command.key)
    : { stored: known ?? (await deps.ledger.load(id)), answered: undefined };
  if (!stored) throw new Fault('missing', 'instruction', { id });
  authorise(stored.order, act, by);
  if (command && answered) return replayed(answered, command);
  const history = needsHistory(act.do) || wish.inspect ? await deps.ledger.history(id) : undefined;
  const now: Stored = history?.stored ?? stored;
  const { progress, order } = now;
  if (wish.ifNumber !== undefined && wish.ifNumber !== progress.version)
    throw new Fault('conflict', 'changed-meanwhile', { id, number: progress.version });
  if (history) wish.inspect?.(history.events);
  const step = advance(now, act, { at: deps.clock(), by });
  const answer = answerOf(step === 'repeat' ? progress : step.next);
  const record = command && { ...command, id, status: 200, answer };
  if (step === 'repeat') {
    if (record) await deps.ledger.remember(record);
    return { answer, how: 'repeat', status: 200 };
  }
  await deps.ledger.commit({
    order,
    step,
    secrets: await secretsOf(order, step.happened, wish),
    was: { version: progress.version, head: now.head, held: progress.hold !== undefined, open: isOpen(progress.state) },
    accounts: now.accounts,
    ...(record ? { command: record } : {}),
  });
  await sendHints(deps, step, progress);
  return { answer, how: 'done', status: 200, step };
};

/**
 * Does one act to one instruction, exactly once for each command key, deciding again after a lost race.
 * @throws Fault missing, forbidden, conflict, invalid
 */
export const actOn = (deps: ActDeps, wish: Wish): Promise<ActOutcome> => {
  let { known } = wish;
  return settle(() => {
    const first = known;
    known = undefined;
    return once(deps, wish, first);
  });
};
