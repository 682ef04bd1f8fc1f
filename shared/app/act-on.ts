import type { Hints } from '../contract/hints.ts';
import type { CommandRecord, Ledger, SealedEvent, Secret, Slots, Stored } from '../contract/ledger.ts';
import { amendmentPayload, type Signer } from '../contract/signed.ts';
import type { Act, ActName } from '../domain/act.ts';
import { advance, needsHistory, type Step } from '../domain/advance.ts';
import type { Actor, EventType, Happened } from '../domain/events.ts';
import { Fault } from '../domain/fault.ts';
import { isOpen, type Order, type Progress } from '../domain/instruction.ts';
import { authorise } from '../domain/rights.ts';
import { settle } from './retry.ts';
import { hintAgain, sendHints } from './send-hints.ts';

type History = NonNullable<Awaited<ReturnType<Ledger['history']>>>;

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

const bySystem: ReadonlySet<ActName> = new Set(['dispatch', 'deliver', 'miss', 'page', 'pass-time', 'expire-hold']);

const isFree = ({ state, hold }: Progress): boolean => !isOpen(state) && hold === undefined;

/** The slots of the case on the account, where an instruction that freed its own may take one again. */
const slotsFor = async ({ ledger }: ActDeps, { order, progress, accounts }: Stored, act: Act) =>
  isFree(progress) && !bySystem.has(act.do) ? await ledger.slots(order.caseId, accounts) : undefined;

const others = (slots: Slots, id: string): number =>
  new Set(
    Object.values(slots)
      .flat()
      .filter(each => each !== id),
  ).size;

/** A page for something other than the last may have been recorded already, further back. */
const looksBack = (act: Act, { step }: Progress): boolean =>
  needsHistory(act.do) || (act.do === 'page' && step.cause !== undefined && step.cause > act.cause);

/** What looks at every event decides on all of them. */
const isWhole = ({ stored, events }: History): boolean =>
  events.length === stored.progress.version && events.at(-1)?.hash === stored.head;

const once = async (deps: ActDeps, wish: Wish, known: Stored | undefined): Promise<ActOutcome> => {
  const { id, by, act, command } = wish;
  const { stored, answered } = command
    ? await deps.ledger.loadFor(id, command.org, command.key)
    : { stored: known ?? (await deps.ledger.load(id)), answered: undefined };
  if (!stored) throw new Fault('missing', 'instruction', { id });
  authorise(stored.order, act, by);
  if (command && answered) {
    const outcome = replayed(answered, command);
    await hintAgain(deps.hints, stored.progress);
    return outcome;
  }
  const history = looksBack(act, stored.progress) || wish.inspect ? await deps.ledger.history(id) : undefined;
  if (history && !isWhole(history)) throw new Fault('conflict', 'stale', { id });
  const now: Stored = history?.stored ?? stored;
  const { progress, order } = now;
  if (wish.ifNumber !== undefined && wish.ifNumber !== progress.version)
    throw new Fault('conflict', 'changed-meanwhile', { id, number: progress.version });
  if (history) wish.inspect?.(history.events);
  const slots = await slotsFor(deps, now, act);
  const step = advance(now, act, { at: deps.clock(), by, ...(slots ? { otherStops: others(slots, id) } : {}) });
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
    ...(slots ? { slots } : {}),
    ...(record ? { command: record } : {}),
  });
  await sendHints(deps.hints, step, progress, deps.clock());
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
