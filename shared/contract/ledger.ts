import * as z from 'zod';
import type { Current, Step } from '../domain/advance.ts';
import type { Happened } from '../domain/events.ts';
import type { Order } from '../domain/instruction.ts';

/** What a command of this organisation and key was answered; kept as long as the instruction. */
export const CommandRecord = z.object({
  org: z.string(),
  key: z.string(),
  /** SHA-256 of method, path and body: another body under the same key is refused. */
  bodyHash: z.string(),
  id: z.string(),
  status: z.number(),
  answer: z.record(z.string(), z.unknown()),
});
export type CommandRecord = z.output<typeof CommandRecord>;

/** An instruction as stored: its rules' view, its signature, its fingerprints and the hash of its last event. */
export interface Stored extends Current {
  readonly jws: string;
  readonly accounts: readonly string[];
  readonly head: string;
}

export type Secret = Readonly<Record<string, unknown>>;

export interface SealedEvent {
  readonly event: Happened;
  readonly prev: string;
  readonly hash: string;
  readonly commitment?: string;
  /** The private part; absent where there was none or it was erased. */
  readonly secret?: Secret;
  readonly salt?: string;
}

/** Instructions that hold or reserve a slot of one case, by the fingerprint under which they do. */
export type Slots = Readonly<Record<string, readonly string[]>>;

/** One transaction on one instruction. */
export interface Change {
  readonly order: Order;
  readonly step: Step;
  /** Private parts by the number of the event they belong to. */
  readonly secrets?: ReadonlyMap<number, Secret>;
  /** The state this change was decided on; absent for an issue. */
  readonly was?: { readonly version: number; readonly head: string; readonly held: boolean; readonly open: boolean };
  readonly accounts: readonly string[];
  /** The slots as read, where this change takes one: it is refused as stale if they changed since. */
  readonly slots?: Slots;
  readonly command?: CommandRecord;
  /** For an issue: the signature of the order. */
  readonly jws?: string;
}

/** What stands on record about a target before an issue: this case, its slots, and instructions in other cases. */
export interface Ground {
  readonly answered?: CommandRecord;
  readonly caseUnit?: string;
  /** t0 of the case, epoch ms. */
  readonly reportedAt?: number;
  /** Instructions that hold or reserve a slot in this case, under any key version. */
  readonly slots: readonly string[];
  readonly read: Slots;
  /** Every instruction that ever named the target. */
  readonly all: readonly string[];
}

/** The instruction aggregate. Reads are consistent. */
export interface Ledger {
  load(id: string): Promise<Stored | undefined>;
  /** In the order asked; those not found are left out. */
  loadMany(ids: readonly string[]): Promise<Stored[]>;
  /** The instruction and what a command of this key was answered, in one read. */
  loadFor(
    id: string,
    org: string,
    key: string,
  ): Promise<{ stored: Stored | undefined; answered: CommandRecord | undefined }>;
  /** Events with their instructions, in the order asked; those not found are left out. */
  loadEvents(
    refs: readonly { readonly id: string; readonly n: number }[],
  ): Promise<{ stored: Stored; event: Happened }[]>;
  /** The instruction with every event and the private parts that still stand. */
  history(id: string): Promise<{ stored: Stored; events: SealedEvent[] } | undefined>;
  /** `accounts`: the target's fingerprint under each key version. */
  ground(
    command: { readonly org: string; readonly key: string },
    caseId: string,
    accounts: readonly string[],
  ): Promise<Ground>;
  slots(caseId: string, accounts: readonly string[]): Promise<Slots>;
  /**
   * State, events, private parts, hold, slots and the command's record in one transaction.
   * @throws Fault conflict/stale (someone was first), conflict/replayed (the command is on record)
   */
  commit(change: Change): Promise<void>;
  /** Keeps the answer to a command that changed nothing. @throws Fault conflict/replayed (the command is on record) */
  remember(command: CommandRecord): Promise<void>;
}
