import type { Stated } from '../../../../shared/domain/act.ts';
import type { Order, State } from '../../../../shared/domain/instruction.ts';
import { anOrder, issuedAt } from './orders.ts';
import { dispatcher, officer, platform } from './people.ts';
import { minute } from './policies.ts';
import { issued, type Session } from './session.ts';

/** `ms` after the issue. */
export const t = (ms: number): number => issuedAt + ms;

export const full = (executedAt: number, over: Partial<Stated> = {}): Stated => ({
  outcome: 'full',
  code: '0000',
  executedAt,
  caught: 5_000_000,
  ...over,
});

export const mismatch = (executedAt: number): Stated => ({
  outcome: 'mismatch',
  code: '0301',
  executedAt,
  mismatch: 'name',
});

/** Sent out after 300 ms and on the officer's screen after 800. */
export const delivered = (order: Order = anOrder()): Session => {
  const session = issued(order);
  session.act(platform, { do: 'dispatch', messageId: 'm-1' }, t(300));
  if (order.route === 'platform') return session;
  session.act(platform, { do: 'deliver', by: order.route === 'direct' ? 'direct' : 'page' }, t(800));
  return session;
};

/** Signed for after one minute. */
export const signed = (order?: Order): Session => {
  const session = delivered(order);
  session.act(officer, { do: 'acknowledge' }, t(minute));
  return session;
};

/** Refused for want of the form after two minutes, having been signed for. */
export const returned = (order?: Order): Session => {
  const session = signed(order);
  session.act(officer, { do: 'return', missing: 'form-missing' }, t(2 * minute));
  return session;
};

/** Executed after three minutes, said so after four. */
export const disposed = (order?: Order, stated: Stated = full(t(3 * minute))): Session => {
  const session = signed(order);
  session.act(officer, { do: 'dispose', stated }, t(4 * minute));
  return session;
};

export const mismatched = (order?: Order): Session => disposed(order, mismatch(t(3 * minute)));

/** Reported after five minutes. */
export const reported = (order?: Order, stated?: Stated): Session => {
  const session = disposed(order, stated);
  session.act(officer, { do: 'report', onward: 0 }, t(5 * minute));
  return session;
};

/** Confirmed by police after six minutes. */
export const closed = (order?: Order): Session => {
  const session = reported(order);
  session.act(dispatcher, { do: 'confirm' }, t(6 * minute));
  return session;
};

/** Taken back before anything went out. */
export const withdrawn = (order?: Order): Session => {
  const session = issued(order);
  session.act(dispatcher, { do: 'withdraw' }, t(200));
  return session;
};

/** An ordinary instruction in each state, and nothing else open about it. */
export const inState: Readonly<Record<State, (order?: Order) => Session>> = {
  issued: delivered,
  acknowledged: signed,
  returned,
  disposed,
  reported,
  closed,
  withdrawn,
};
