import type { Happened } from './events.ts';
import { type Traced, trace } from './fold.ts';
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
      // A direct bank that does not read its own queue has its endpoint down.
      return now.facts.delivered || now.unreached || now.endpointDown || order.route === 'direct' ? 'bank' : 'system';
    case 'acknowledged':
      return now.marks.includes('head-office') ? 'bank-head-office' : 'bank';
    case 'disposed':
      return 'bank';
    case 'returned':
    case 'reported':
      return 'police';
    case 'closed':
    case 'withdrawn':
      return 'nobody';
  }
};

const endsReturn = (e: Happened): boolean =>
  (e.type === 'ruled' && !e.data.returnStands) ||
  e.type === 'resent' ||
  e.type === 'disposed' ||
  e.type === 'withdrawn';

/** The returned time of an overruled return goes back to the bank. */
const overruled = (order: Order, traced: readonly Traced[], index: number): boolean => {
  const end = traced.slice(index + 1).find(({ event, struck }) => !struck && endsReturn(event));
  return order.route !== 'platform' && end?.event.type === 'ruled';
};

/** From a struck entry to its dispute the clock stood still, and nobody is charged: number of the entry and of the dispute. */
const standstills = (traced: readonly Traced[]): (readonly [from: number, to: number])[] => {
  const struck = new Set(traced.flatMap(each => (each.struck ? [each.event.n] : [])));
  return traced.flatMap(({ event: { type, n, data } }) =>
    type === 'phone-disputed' && struck.has(data.entry) ? [[data.entry, n] as const] : [],
  );
};

/**
 * Who is charged for which time: issued without t2 the system; without t3 the system, or the bank if nobody of it could be reached or its endpoint was down;
 * then the bank; while returned the police, or the bank if the return was overruled. `history` starts with the issue; `until` is epoch ms.
 * @throws Fault bug/history-without-issue
 */
export const charges = (order: Order, history: readonly Happened[], until: number): Charge[] => {
  const spans: Charge[] = [];
  const add = (party: Charged, attempt: number, from: number, to: number): void => {
    const last = spans.at(-1);
    if (to <= from) return;
    if (last && last.party === party && last.attempt === attempt && last.to === from)
      spans[spans.length - 1] = { ...last, to };
    else spans.push({ party, attempt, from, to });
  };
  const traced = trace(order, history);
  const still = standstills(traced);
  for (const [index, { progress }] of traced.entries()) {
    const returned = progress.state === 'returned' && overruled(order, traced, index);
    const stood = still.some(([from, to]) => from <= progress.version && progress.version < to);
    const party = stood ? 'nobody' : returned ? 'bank' : chargedIn(order, progress);
    add(party, progress.attempt, progress.at, traced[index + 1]?.progress.at ?? until);
  }
  return spans;
};
