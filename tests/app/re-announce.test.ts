import { expect, test } from 'vitest';
import { announce, announceAgain } from '../../shared/app/re-announce.ts';
import type { Announced } from '../../shared/app/relay.ts';
import type { Ledger } from '../../shared/contract/ledger.ts';
import type { Happened } from '../../shared/domain/events.ts';
import { begin } from '../../shared/domain/evolve.ts';
import { orderAt } from '../support/exports.ts';

const id = '01KJQ6T0ZV8Q4N9E2M5R000001';
const start = Date.UTC(2026, 2, 2, 1);
const by = { org: 'SXGA', party: 'police', person: 'p-01' } as const;
const issued: Happened = { type: 'issued', n: 1, at: start, by, data: { amount: 1, orderHash: '' } };

/** An instruction of 250 events, one a second. */
const events: readonly Happened[] = [
  issued,
  ...Array.from(
    { length: 249 },
    (_, at): Happened => ({ type: 'contested', n: at + 2, at: start + (at + 1) * 1_000, by, data: {} }),
  ),
];
const order = orderAt(id, start);
const stored = { order, progress: begin(order, issued), jws: '', accounts: [], head: '' };

const ledger: Pick<Ledger, 'history' | 'loadEvents'> = {
  history: async asked =>
    asked === id ? { stored, events: events.map(event => ({ event, prev: '', hash: '' })) } : undefined,
  loadEvents: async refs =>
    refs.flatMap(({ n }) => events.filter(event => event.n === n).map(event => ({ stored, event }))),
};

/** A topic that refuses every third announcement the first time it sees it. */
const moody = () => {
  const heard: number[] = [];
  const refusedOnce = new Set<number>();
  const publish = async (announcements: readonly Announced[]): Promise<number[]> =>
    announcements.flatMap(({ notice }, position) => {
      if (notice.n % 3 === 0 && !refusedOnce.has(notice.n)) {
        refusedOnce.add(notice.n);
        return [position];
      }
      heard.push(notice.n);
      return [];
    });
  return { heard, publish };
};

const deps = { ledger, touched: async () => [id], clock: () => start + 3_600_000 };

test('every event of the span is published, those that were refused too, and none beside it', async () => {
  const { heard, publish } = moody();
  const span = { from: start + 10_000, until: start + 199_000 };
  expect(await announceAgain({ ...deps, publish }, span)).toEqual({ instructions: 1, events: 190 });
  expect(heard.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 190 }, (_, at) => at + 11));
});

test('a topic that goes on refusing ends it, so that nobody takes it for done', async () => {
  const publish = async (announcements: readonly Announced[]): Promise<number[]> =>
    announcements.map((_, position) => position);
  await expect(announce({ ledger, publish }, [{ id, n: 1 }])).rejects.toMatchObject({
    kind: 'transient',
    code: 'not-published',
  });
});
