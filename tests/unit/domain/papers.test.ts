import { describe, expect, it } from 'vitest';
import { audiences } from '../../../shared/domain/audience.ts';
import { applicationTypes, papersFollow } from '../../../shared/domain/kinds.ts';
import { openItems } from '../../../shared/domain/timers.ts';
import { reported, t } from './support/lives.ts';
import { anOrder } from './support/orders.ts';
import { dispatcher, officer } from './support/people.ts';
import { hour, minute } from './support/policies.ts';
import { issued } from './support/session.ts';

const late = anOrder({ applicationType: '04', approver: 'guo-qiang' });
const paper = { do: 'file-paper', document: '鲁莘公(刑)止付字〔2026〕17号' } as const;

describe('after-the-fact papers', () => {
  it('are those of application types 04 and 05', () => {
    expect(applicationTypes.filter(papersFollow)).toEqual(['04', '05']);
  });

  it('are due two hours after the issue, from police', () => {
    const session = issued(late);
    expect(session.progress.paperDueAt).toBe(t(2 * hour));
    session.act(
      officer,
      { do: 'report', onward: 0, stated: { outcome: 'full', code: '0000', executedAt: t(0) } },
      t(minute),
    );
    session.passTo(t(3 * hour));
    const of = (type: 'warned' | 'breached') => session.of(type).map(({ at, data }) => [at, data.clock]);
    expect(of('warned')).toEqual([[t(90 * minute), 'paper']]);
    expect(of('breached')).toEqual([[t(2 * hour), 'paper']]);
    const [breach] = session.of('breached');
    expect(breach && audiences(session, breach)).toEqual([
      { party: 'police', rungs: ['police-desk'], wants: 'papers' },
    ]);
  });

  it('keep a reported instruction open until they are filed', () => {
    const session = reported(late);
    session.passTo(t(72 * hour));
    expect(session.progress.state).toBe('reported');
    expect(openItems(session.progress)).toEqual(['late-papers']);
    expect(() => session.act(dispatcher, { do: 'confirm' }, t(73 * hour))).toThrow('conflict/open-items');
    session.act(dispatcher, paper, t(73 * hour));
    expect(session.of('paper-filed')[0]?.data.document).toBe(paper.document);
    session.passTo(t(73 * hour + 1));
    expect(session.progress.state).toBe('closed');
  });

  it('are asked for again at growing distance, never in silence', () => {
    const session = reported(late);
    session.passTo(t(72 * hour));
    expect(session.of('reminded').map(({ at }) => (at - t(0)) / hour)).toEqual([4, 8, 16, 32, 56]);
  });

  it('are filed once', () => {
    const session = issued(late);
    session.act(dispatcher, paper, t(minute));
    expect(() => session.act(dispatcher, paper, t(2 * minute))).toThrow('conflict/no-papers-awaited');
    expect(() => issued().act(dispatcher, paper, t(minute))).toThrow('conflict/no-papers-awaited');
  });

  it('stay due at the same hour over a re-send, and ring once', () => {
    const session = issued(late);
    session.passTo(t(100 * minute));
    session.act(officer, { do: 'return', missing: 'form-missing' }, t(100 * minute));
    session.act(dispatcher, { do: 'correct' }, t(101 * minute));
    session.passTo(t(102 * minute));
    expect(session.of('warned').filter(({ data }) => data.clock === 'paper')).toHaveLength(1);
    expect(session.progress.paperDueAt).toBe(t(2 * hour));
  });
});
