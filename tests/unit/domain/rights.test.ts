import { describe, expect, it } from 'vitest';
import { type Act, moves } from '../../../shared/domain/act.ts';
import type { Actor } from '../../../shared/domain/events.ts';
import { isFault } from '../../../shared/domain/fault.ts';
import { authorise, maySee } from '../../../shared/domain/rights.ts';
import { full, mismatch, t } from './support/lives.ts';
import { anOrder } from './support/orders.ts';
import { coordinator, dispatcher, officer, otherUnit, platform, rival, supervisor } from './support/people.ts';

const order = anOrder();
const outside = anOrder({ route: 'platform' });

describe('who may see an instruction', () => {
  const rows: readonly (readonly [string, Actor, boolean, boolean])[] = [
    ['the issuing unit', dispatcher, true, true],
    ['another police unit', otherUnit, false, false],
    ['its bank, where the bank is in the network', officer, true, false],
    ['another bank', rival, false, false],
    ['the liaison point', coordinator, true, true],
    ['the supervisor, who sees times and totals', supervisor, false, false],
    ['this system', platform, true, true],
  ];
  it.each(rows)('%s', (_, actor, local, byPlatform) => {
    expect([maySee(order, actor), maySee(outside, actor)]).toEqual([local, byPlatform]);
  });

  it('is also the unit to which the case moved', () => {
    expect(maySee(order, otherUnit, ['SXGA', 'GTGA'])).toBe(true);
    expect(maySee(order, dispatcher, ['GTGA'])).toBe(false);
    expect(() => authorise(order, { do: 'withdraw' }, otherUnit, ['SXGA', 'GTGA'])).not.toThrow();
  });
});

const acts: readonly (readonly [Act, Actor['party']])[] = [
  [{ do: 'dispatch' }, 'platform'],
  [{ do: 'deliver', by: 'inbox' }, 'platform'],
  [{ do: 'miss', channel: 'webhook', attempt: 1 }, 'platform'],
  [{ do: 'page', cause: 1, step: 0, rungs: [], people: [] }, 'platform'],
  [{ do: 'pass-time' }, 'platform'],
  [{ do: 'expire-hold', dueAt: 0 }, 'platform'],
  [{ do: 'acknowledge' }, 'bank'],
  [{ do: 'take-over' }, 'bank'],
  [{ do: 'mark', mark: 'head-office' }, 'bank'],
  [{ do: 'return', missing: 'form-missing' }, 'bank'],
  [{ do: 'dispose', stated: full(t(0)) }, 'bank'],
  [{ do: 'report', onward: 0 }, 'bank'],
  [{ do: 'answer-withdrawal', executed: true }, 'bank'],
  [{ do: 'answer-phone-entry', entry: 1, confirms: true }, 'bank'],
  [{ do: 'confirm-release', releasedAt: 0 }, 'bank'],
  [{ do: 'add-transfer', amount: 1 }, 'police'],
  [{ do: 'correct' }, 'police'],
  [{ do: 'contest' }, 'police'],
  [{ do: 'withdraw' }, 'police'],
  [{ do: 'confirm' }, 'police'],
  [{ do: 'file-paper', document: '17' }, 'police'],
  [{ do: 'record-platform', applicationId: '0101' }, 'police'],
  [{ do: 'rule', returnStands: true }, 'liaison'],
  [{ do: 'rule-phone-entry', entry: 1, stands: true }, 'liaison'],
];
const parties: readonly Actor[] = [platform, officer, dispatcher, coordinator];

const refusal = (act: Act, actor: Actor, about = order): string => {
  try {
    authorise(about, act, actor);
    return 'allowed';
  } catch (error) {
    if (!isFault(error)) throw error;
    return error.kind;
  }
};

describe('who may do what', () => {
  it('names every act', () => {
    expect(acts.map(([act]) => act.do).toSorted()).toEqual(Object.keys(moves).toSorted());
  });

  it.each(acts)('$do is for the one party it belongs to', (act, owner) => {
    const allowed = parties.filter(actor => refusal(act, actor) === 'allowed').map(({ party }) => party);
    expect(allowed).toEqual([owner]);
    expect(parties.filter(({ party }) => party !== owner).map(actor => refusal(act, actor))).toEqual([
      'forbidden',
      'forbidden',
      'forbidden',
    ]);
  });

  it.each(acts)('$do does not exist for those who may not see the instruction', act => {
    expect([otherUnit, rival, supervisor].map(actor => refusal(act, actor))).toEqual(['missing', 'missing', 'missing']);
  });
});

describe('what may be entered after a telephone call', () => {
  const phone = { person: 'li-na' };
  const by = (actor: Actor, about = order) =>
    acts.flatMap(([act]) => (refusal({ ...act, phone }, actor, about) === 'allowed' ? [act.do] : []));

  it('by police: all that a bank says, except what it says of calls', () => {
    const all = ['acknowledge', 'mark', 'return', 'dispose', 'report', 'answer-withdrawal', 'confirm-release'];
    expect(by(dispatcher)).toEqual(all);
    expect(by(dispatcher, outside)).toEqual(all);
  });

  it('by the liaison point: no amounts, and nothing of a bank outside the network', () => {
    expect(by(coordinator)).toEqual(['acknowledge', 'mark', 'return']);
    expect(refusal({ do: 'dispose', stated: mismatch(t(0)), phone }, coordinator)).toBe('allowed');
    expect(by(coordinator, outside)).toEqual([]);
  });

  it('by nobody else', () => {
    expect([by(officer), by(platform), by(rival), by(supervisor)]).toEqual([[], [], [], []]);
  });
});

describe('the platform’s route', () => {
  it('lets police enter what the platform answered, and the bank nothing', () => {
    const allowed = acts.flatMap(([act]) => (refusal(act, dispatcher, outside) === 'allowed' ? [act.do] : []));
    expect(allowed).toEqual([
      'acknowledge',
      'dispose',
      'report',
      'answer-withdrawal',
      'confirm-release',
      'add-transfer',
      'correct',
      'contest',
      'withdraw',
      'confirm',
      'file-paper',
      'record-platform',
    ]);
    expect(acts.map(([act]) => refusal(act, officer, outside))).toEqual(acts.map(() => 'missing'));
  });
});
