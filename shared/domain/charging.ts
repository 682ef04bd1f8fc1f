import type { Happened } from './events.ts';
import { begin, evolve } from './evolve.ts';
import type { Order, Progress } from './instruction.ts';

export type Charged = 'system' | 'bank' | 'bank-head-office' | 'police' | 'liaison' | 'nobody';

export interface Charge {
  readonly party: Charged;
  readonly from: number;
  /** The instant asked about while the interval still runs. */
  readonly to: number;
  readonly attempt: number;
}

const chargedIn = (order: Order, now: Progress): Charged => {
  if (order.route === 'platform') return 'nobody';
  switch (now.state) {
    case 'issued':
      if (!now.facts.dispatched) return 'system';
      return now.facts.delivered || now.step.nobody ? 'bank' : 'system';
    case 'acknowledged':
      return now.marks.includes('head-office') ? 'bank-head-office' : 'bank';
    case 'disposed':
      return now.marks.includes('head-office') ? 'bank-head-office' : 'bank';
    case 'returned':
      return 'police';
    case 'reported':
      return 'police';
    case 'closed':
    case 'withdrawn':
      return 'nobody';
  }
};

/** The returned time of an overruled return goes back to the bank. */
const overruled = (events: readonly Happened[], at: number): boolean => {
  const ruling = events.find(e => e.type === 'ruled' && e.at >= at);
  const next = events.find(e => e.type === 'returned' && e.at > at);
  return ruling?.type === 'ruled' && !ruling.data.returnStands && (next === undefined || ruling.n < next.n);
};

/**
 * Who is charged for which time: issued without t2 the system; without t3 the system, or the bank if nobody of it could be reached;
 * then the bank; while returned the police, or the bank if the return was overruled. `history` starts with the issue; `until` is epoch ms.
 */
export const charges = (order: Order, history: readonly Happened[], until: number): Charge[] => {
  const [first, ...rest] = history;
  if (first?.type !== 'issued') return [];
  const spans: Charge[] = [];
  const add = (party: Charged, attempt: number, from: number, to: number): void => {
    const last = spans.at(-1);
    if (to <= from) return;
    if (last && last.party === party && last.attempt === attempt && last.to === from)
      spans[spans.length - 1] = { ...last, to };
    else spans.push({ party, attempt, from, to });
  };
  let now = begin(order, first);
  for (const e of [...rest, undefined]) {
    const party = now.state === 'returned' && overruled(history, now.since) ? 'bank' : chargedIn(order, now);
    add(party, now.attempt, now.at, e?.at ?? until);
    if (e) now = evolve(order, now, e);
  }
  return spans;
};
