import { describe, expect, it } from 'vitest';
import { charges } from '../../../shared/domain/charging.ts';
import type { Unreachable } from '../../../shared/domain/events.ts';
import type { Order } from '../../../shared/domain/instruction.ts';
import { delivered, full, returned, signed, t, withdrawn } from './support/lives.ts';
import { anOrder, issuedAt } from './support/orders.ts';
import { dispatcher, officer, platform } from './support/people.ts';
import { minute, second } from './support/policies.ts';
import { issued, type Session } from './support/session.ts';

/** Party and seconds of each interval, up to ten minutes after the issue. */
const charged = ({ order, events }: Session) =>
  charges(order, events, t(10 * minute)).map(({ party, from, to }) => [party, (to - from) / second]);

const unreached = (nobody: Unreachable, order: Order = anOrder()): Session => {
  const session = issued(order);
  session.act(platform, { do: 'dispatch' }, t(second));
  session.act(platform, { do: 'page', cause: 1, step: 0, rungs: ['A', 'B'], people: [], nobody }, t(2 * second));
  return session;
};

describe('who is charged for which time', () => {
  it('is the system until t2', () => {
    expect(charged(issued())).toEqual([['system', 600]]);
  });

  it('is the system until t3 while a provider fails', () => {
    const session = issued();
    session.act(platform, { do: 'dispatch' }, t(second));
    expect(charged(session)).toEqual([['system', 600]]);
  });

  it.each(['no-one-on-duty', 'no-verified-contact'] as const)(
    'is the bank without t3 when it had %s, also while later steps try others',
    nobody => {
      const session = unreached(nobody);
      session.passTo(t(3 * second));
      expect(session.progress.step.index).toBe(1);
      expect(charged(session)).toEqual([
        ['system', 2],
        ['bank', 598],
      ]);
    },
  );

  it('is the system again when somebody of the bank could be paged after all', () => {
    const session = unreached('no-one-on-duty');
    session.passTo(t(3 * second));
    const people = [{ person: 'li-na', channels: ['voice'] }];
    session.act(platform, { do: 'page', cause: 4, step: 1, rungs: ['A', 'B'], people }, t(4 * second));
    expect(charged(session)).toEqual([
      ['system', 2],
      ['bank', 2],
      ['system', 596],
    ]);
  });

  it('is the bank once its endpoint took no page, whoever later steps find to page, until its next attempt', () => {
    const session = issued();
    session.act(platform, { do: 'dispatch' }, t(second));
    session.act(platform, { do: 'miss', channel: 'webhook', attempt: 1 }, t(minute));
    expect(session.act(platform, { do: 'miss', channel: 'webhook', attempt: 1 }, t(minute))).toBe('repeat');
    const people = [{ person: 'li-na', channels: ['webhook'] }];
    session.act(platform, { do: 'page', cause: 1, step: 0, rungs: ['A', 'B'], people }, t(2 * minute));
    expect(charged(session)).toEqual([
      ['system', 60],
      ['bank', 540],
    ]);
    session.act(officer, { do: 'return', missing: 'name-missing' }, t(3 * minute));
    session.act(dispatcher, { do: 'correct' }, t(4 * minute));
    expect(session.progress).not.toHaveProperty('endpointDown');
    expect(charged(session).at(-1)).toEqual(['system', 360]);
  });

  it('has nothing to do with an endpoint that failed after the bank knew', () => {
    const session = delivered();
    expect(session.act(platform, { do: 'miss', channel: 'webhook', attempt: 1 }, t(minute))).toBe('repeat');
  });

  it('is not the bank because the liaison point’s desk was empty', () => {
    const session = issued();
    session.act(platform, { do: 'dispatch' }, t(second));
    const act = {
      do: 'page',
      cause: 9,
      step: 3,
      rungs: ['liaison', 'police-desk'],
      people: [],
      nobody: 'no-one-on-duty',
    } as const;
    session.act(platform, act, t(5 * minute));
    expect(charged(session)).toEqual([['system', 600]]);
  });

  it('is a direct bank from the dispatch on: its queue is there, and it must read it', () => {
    const session = issued(anOrder({ route: 'direct' }));
    session.act(platform, { do: 'dispatch' }, t(second));
    expect(charged(session)).toEqual([
      ['system', 1],
      ['bank', 599],
    ]);
  });

  it('is the bank from t3 until it reports, then police until the confirmation, then nobody', () => {
    const session = signed();
    session.act(officer, { do: 'dispose', stated: full(t(2 * minute)) }, t(3 * minute));
    session.act(officer, { do: 'report', onward: 0 }, t(4 * minute));
    session.act(dispatcher, { do: 'confirm' }, t(6 * minute));
    expect(charged(session)).toEqual([
      ['system', 0.8],
      ['bank', 239.2],
      ['police', 120],
      ['nobody', 240],
    ]);
  });

  it('is split between branch and head office from the mark to the execution', () => {
    const session = signed();
    session.act(officer, { do: 'mark', mark: 'head-office' }, t(2 * minute));
    session.act(officer, { do: 'mark', mark: 'under-review' }, t(3 * minute));
    session.act(officer, { do: 'dispose', stated: full(t(4 * minute)) }, t(5 * minute));
    expect(charged(session)).toEqual([
      ['system', 0.8],
      ['bank', 119.2],
      ['bank-head-office', 180],
      ['bank', 300],
    ]);
  });

  it('is police while returned, and each attempt is counted by itself', () => {
    const session = returned();
    session.act(dispatcher, { do: 'correct' }, t(4 * minute));
    expect(charges(session.order, session.events, t(5 * minute))).toEqual([
      { party: 'system', attempt: 1, from: issuedAt, to: t(800) },
      { party: 'bank', attempt: 1, from: t(800), to: t(2 * minute) },
      { party: 'police', attempt: 1, from: t(2 * minute), to: t(4 * minute) },
      { party: 'system', attempt: 2, from: t(4 * minute), to: t(5 * minute) },
    ]);
  });

  it('is nobody once withdrawn', () => {
    expect(charged(withdrawn())).toEqual([
      ['system', 0.2],
      ['nobody', 599.8],
    ]);
  });

  it('is the bank also for a first page that arrived only now', () => {
    const session = unreached('no-verified-contact');
    session.act(platform, { do: 'deliver', by: 'inbox' }, t(minute));
    expect(charged(session)).toEqual([
      ['system', 2],
      ['bank', 598],
    ]);
    expect(charged(delivered())).toEqual([
      ['system', 0.8],
      ['bank', 599.2],
    ]);
  });

  it('covers every moment once', () => {
    const session = returned();
    session.act(dispatcher, { do: 'correct' }, t(4 * minute));
    const spans = charges(session.order, session.events, t(10 * minute));
    expect(spans[0]?.from).toBe(issuedAt);
    expect(spans.slice(1).map(({ from }) => from)).toEqual(spans.slice(0, -1).map(({ to }) => to));
    expect(spans.at(-1)?.to).toBe(t(10 * minute));
  });
});
