import { describe, expect, it } from 'vitest';
import { consoleSeenMs, onRung, type Person, reachableBy } from '../../../shared/domain/duty.ts';
import { issuedAt } from './support/orders.ts';

const person = (id: string, roles: readonly string[], contacts: Person['contacts'] = []): Person => ({
  id,
  roles,
  contacts,
});
const people = [
  person('li-na', ['A']),
  person('wang-fang', ['B']),
  person('qian-wei', ['A', 'head']),
  person('sun-li', ['duty']),
];

describe('who stands on a rung', () => {
  it.each([
    ['A', ['li-na', 'qian-wei']],
    ['B', ['wang-fang']],
    ['head', ['qian-wei']],
    ['liaison', ['sun-li']],
    ['police-desk', ['sun-li']],
    ['supervisor', ['sun-li']],
  ] as const)('%s: %s', (rung, ids) => {
    expect(onRung(people, rung).map(({ id }) => id)).toEqual(ids);
  });
});

describe('how a person can be reached', () => {
  const li = person(
    'li-na',
    ['A'],
    [
      { channel: 'console', verified: true },
      { channel: 'webhook', address: 'https://bank.example/hook', verified: true },
      { channel: 'voice', address: '0635-5550117', verified: false },
    ],
  );
  const channels = (seenAt: number | undefined, only?: string) =>
    reachableBy(li, issuedAt, seenAt, only).map(({ channel }) => channel);

  it('is by verified contacts only', () => {
    expect(channels(undefined)).toEqual(['webhook']);
    expect(channels(undefined, 'voice')).toEqual([]);
  });

  it('is by console while it polled in the last 90 seconds', () => {
    expect(channels(issuedAt - consoleSeenMs)).toEqual(['console', 'webhook']);
    expect(channels(issuedAt - consoleSeenMs - 1)).toEqual(['webhook']);
    expect(channels(issuedAt, 'console')).toEqual(['console']);
  });
});
