import * as z from 'zod';
import { canonical, digestOfForeign } from '../contract/canonical.ts';
import type { DayHeadLine, ExportedEvent, InstructionLine, Seal } from '../contract/export.ts';
import type { SignedThing, Verify } from '../contract/jws.ts';
import { verifyChain, verifyInclusion } from '../contract/record.ts';
import { EventRow, OrderRow } from '../contract/rows.ts';
import { trace } from '../domain/fold.ts';
import type { Hold } from '../domain/hold.ts';
import { type Finding, nothing, type Tally } from './record-report.ts';

/** What an instruction's line is held against. */
export interface Grounds {
  readonly verify: Verify | undefined;
  readonly headOf: (day: string) => DayHeadLine | undefined;
}

export type Broken = Omit<Finding, 'line' | 'instruction'>;

export interface InstructionProof {
  readonly tally: Tally;
  /** The first thing that is wrong with it. */
  readonly broken?: Broken;
  /** The entries of daily heads that were proved to be its. */
  readonly seals: readonly Seal[];
}

const amendments: readonly string[] = ['resent', 'transfer-added'];

const orderBroken = async ({ body, id }: InstructionLine, first: ExportedEvent): Promise<Broken | undefined> => {
  const { data } = first;
  const stated = data !== null && typeof data === 'object' && 'orderHash' in data ? data.orderHash : undefined;
  const same = body.order.id === id && first.type === 'issued' && (await digestOfForeign(body.order)) === stated;
  return same ? undefined : { event: 1, reason: 'order-altered' };
};

interface Signature {
  readonly event: number;
  readonly jws: string;
  readonly payload: unknown;
  readonly typ: SignedThing;
}

/** The order's signature and those of its amendments, as far as what they cover is still there. */
const signaturesOf = ({ id, body, events, privates = [] }: InstructionLine): Signature[] => {
  const open = new Map(privates.map(({ n, value }) => [n, value]));
  return events.flatMap((event): Signature[] => {
    const value = open.get(event.n);
    if (value && event.n === 1)
      return [{ event: 1, jws: body.jws, payload: { order: body.order, details: value }, typ: 'instruction' }];
    if (!value || !amendments.includes(event.type)) return [];
    const { jws, ...details } = value;
    const { n: number, type, at, data } = event;
    const payload = { id, number, type, at, data, details };
    return [{ event: number, jws: String(jws), payload, typ: 'instruction-amendment' }];
  });
};

const signatureBroken = async (signatures: readonly Signature[], verify: Verify): Promise<Broken | undefined> => {
  for (const { event, jws, payload, typ } of signatures)
    if (!(await verify(jws, payload, typ))) return { event, reason: 'signature' };
  return undefined;
};

const sealBroken = async (
  { events, id }: InstructionLine,
  seal: Seal,
  head?: DayHeadLine,
): Promise<Broken | undefined> => {
  const { day, n } = seal;
  const event = events[n - 1];
  if (!event) return { event: events.length + 1, day, reason: 'cut-off' };
  if (!head) return { event: n, day, reason: 'head-missing' };
  const held = await verifyInclusion({ id, n, hash: event.hash }, seal, head);
  return held ? undefined : { event: n, day, reason: 'seal' };
};

const stateBroken = ({ state, events }: InstructionLine): Broken | undefined => {
  if (state.version > events.length) return { event: events.length + 1, reason: 'cut-off' };
  return state.version < events.length ? { event: state.version + 1, reason: 'state' } : undefined;
};

const Events = z.array(EventRow);

/** What the events say happened; when which timer rings next may change with the rules and proves nothing. */
const told = [
  'id',
  'version',
  'state',
  'attempt',
  'amount',
  'facts',
  'signer',
  'marks',
  'missing',
  'outcome',
  'mismatch',
  'hold',
];

const tellingOf = (state: object): string =>
  canonical(Object.fromEntries(Object.entries(state).filter(([name]) => told.includes(name))));

/** The state must be what its public events make. */
const stateAltered = ({ body, events, state, hold }: InstructionLine): Broken | undefined => {
  const order = OrderRow.safeParse(body.order);
  const history = Events.safeParse(events);
  const last = order.success && history.success ? trace(order.data, history.data).at(-1) : undefined;
  const same = last && tellingOf(last.progress) === tellingOf(state) && standing(last.hold) === standing(hold);
  return same ? undefined : { event: events.length, reason: 'state-altered' };
};

/** A struck hold stays on record; the history without the entry that made it has none. */
const standing = (hold: Partial<Hold> | undefined): string | undefined =>
  hold && hold.state !== 'struck' ? canonical({ ...hold, round: 0 }) : undefined;

const countOf = (line: InstructionLine, signatures: number, verified: boolean): Tally => {
  const { events, privates = [], seals = [] } = line;
  const committed = events.filter(({ commitment }) => commitment !== undefined).length;
  const made = 1 + events.filter(({ type }) => amendments.includes(type)).length;
  return {
    events: events.length,
    opened: privates.length,
    erased: committed - privates.length,
    signatures: verified ? signatures : 0,
    unproved: made - (verified ? signatures : 0),
    sealed: seals.length,
    unsealed: events.length - Math.max(0, ...seals.map(({ n }) => n)),
  };
};

/** Proves one instruction: its chain, its order, its signatures, and that its daily heads hold it. Stops at the first thing wrong. */
export const verifyInstruction = async (
  line: InstructionLine,
  { verify, headOf }: Grounds,
): Promise<InstructionProof> => {
  const { id, events, privates = [], seals = [] } = line;
  const stop = (broken: Broken): InstructionProof => ({
    tally: { ...nothing, events: events.length },
    broken,
    seals: [],
  });
  const [first] = events;
  if (!first) return stop({ event: 1, reason: 'cut-off' });
  if (first.id !== id) return stop({ event: 1, reason: 'number' });
  const chain = await verifyChain(events, privates);
  if (!chain.ok) return stop({ event: chain.brokenAt, reason: chain.reason });
  const signatures = signaturesOf(line);
  const broken =
    (await orderBroken(line, first)) ?? stateBroken(line) ?? (verify && (await signatureBroken(signatures, verify)));
  if (broken) return stop(broken);
  for (const seal of seals) {
    const unsealed = await sealBroken(line, seal, headOf(seal.day));
    if (unsealed) return stop(unsealed);
  }
  const altered = stateAltered(line);
  if (altered) return stop(altered);
  return { tally: countOf(line, signatures.length, verify !== undefined), seals };
};
