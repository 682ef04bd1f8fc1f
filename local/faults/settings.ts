import type { ThreadFaults } from '../functions/protocol.ts';
import type { QueueFaults } from './queues.ts';
import { seedFor } from './seeded.ts';

export interface CallFaults extends Omit<ThreadFaults, 'address' | 'dieAt' | 'thread'> {
  /** By the start of a function's logical id: its thread ends in place of its nth AWS call, once. */
  readonly dieAt?: Readonly<Record<string, number>>;
}

/** Failure injection of one start; every probability is per call or per delivery, and the seed decides all of them. */
export interface Faults {
  readonly calls?: CallFaults;
  readonly queues?: QueueFaults;
}

export function threadFaults(
  { dieAt = {}, ...chances }: CallFaults,
  id: string,
  address: string,
): Omit<ThreadFaults, 'thread'> {
  const nth = Object.entries(dieAt).find(([start]) => id.startsWith(start))?.[1];
  return { ...chances, seed: seedFor(chances.seed, id), address, ...(nth === undefined ? {} : { dieAt: nth }) };
}
