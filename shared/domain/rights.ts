import type { Act, ActName } from './act.ts';
import type { Actor } from './events.ts';
import { Fault } from './fault.ts';
import type { Order } from './instruction.ts';

const owners: Readonly<Record<ActName, Actor['party']>> = {
  dispatch: 'platform',
  deliver: 'platform',
  miss: 'platform',
  page: 'platform',
  'pass-time': 'platform',
  'expire-hold': 'platform',
  acknowledge: 'bank',
  'take-over': 'bank',
  mark: 'bank',
  return: 'bank',
  dispose: 'bank',
  report: 'bank',
  'answer-withdrawal': 'bank',
  'answer-phone-entry': 'bank',
  'confirm-release': 'bank',
  'add-transfer': 'police',
  correct: 'police',
  contest: 'police',
  withdraw: 'police',
  confirm: 'police',
  'file-paper': 'police',
  'record-platform': 'police',
  rule: 'liaison',
  'rule-phone-entry': 'liaison',
};

/** What a bank may say by telephone; the liaison point, a rival's branch, enters no amounts. */
const byPhone: readonly ActName[] = [
  'acknowledge',
  'mark',
  'return',
  'dispose',
  'report',
  'answer-withdrawal',
  'confirm-release',
];
const byPhoneToLiaison: readonly ActName[] = ['acknowledge', 'mark', 'return', 'dispose'];

/**
 * Whether this party may see the instruction at all; the supervisor sees times through reports, never a single order.
 * `units` are those that the case belongs or belonged to.
 */
export const maySee = (order: Order, actor: Actor, units: readonly string[] = [order.unit]): boolean => {
  if (actor.party === 'police') return units.includes(actor.org);
  if (actor.party === 'bank') return actor.org === order.bank && order.route !== 'platform';
  return actor.party === 'liaison' || actor.party === 'platform';
};

const namesMoney = (act: Act): boolean =>
  act.do === 'dispose' && (act.stated.applied !== undefined || act.stated.caught !== undefined);

const phoneAllowed = (order: Order, act: Act, actor: Actor): boolean => {
  if (order.route === 'platform') return actor.party === 'police' && byPhone.includes(act.do);
  if (actor.party === 'police') return byPhone.includes(act.do);
  return actor.party === 'liaison' && byPhoneToLiaison.includes(act.do) && !namesMoney(act);
};

/**
 * Whether this actor may do this to this order.
 * @throws Fault missing (may not know of it), forbidden (knows of it, but it is another's to do)
 */
export const authorise = (order: Order, act: Act, actor: Actor, units?: readonly string[]): void => {
  if (!maySee(order, actor, units)) throw new Fault('missing', 'instruction', { id: order.id });
  const allowed = act.phone
    ? phoneAllowed(order, act, actor)
    : actor.party === owners[act.do] || platformResult(order, act, actor);
  if (!allowed) throw new Fault('forbidden', 'not-yours-to-do', { id: order.id, act: act.do });
};

const byPlatform: readonly ActName[] = ['acknowledge', 'dispose', 'report', 'answer-withdrawal', 'confirm-release'];

/** No one of the bank is here, so police enter what the national platform answered. */
const platformResult = (order: Order, act: Act, actor: Actor): boolean =>
  order.route === 'platform' && actor.party === 'police' && byPlatform.includes(act.do);
