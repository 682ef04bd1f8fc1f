import { expect, it } from 'vitest';
import type { Principal } from '../../../shared/contract/directory.ts';
import type { Ledger, Stored } from '../../../shared/contract/ledger.ts';
import type { Order } from '../../../shared/domain/instruction.ts';
import { loadPage } from '../../../shared/http/listing.ts';
import { anOrder } from '../domain/support/orders.ts';
import { issued } from '../domain/support/session.ts';

const stored = (order: Partial<Order>): Stored => {
  const whole = anOrder(order);
  return { order: whole, progress: issued(whole).progress, jws: '', accounts: [], head: '' };
};
const holding = (...all: Stored[]): Pick<Ledger, 'loadMany'> => ({ loadMany: async () => all });

const { unit, bank } = anOrder();
const by: Principal = { org: unit, party: 'police', person: 'p', roles: ['dispatcher'] };
const page = { ids: ['a', 'b'], next: '01KJQ6T0ZV8Q4N9E2M5R7S3XWY' };

it('a case of another unit is empty and leads nowhere: not even how many there are is told', async () => {
  const wanted = { by, openOnly: false, ofCase: true };
  expect(await loadPage(holding(stored({ unit: 'OTHER' })), page, wanted)).toEqual({ stored: [], next: undefined });
});

it('a case of one’s own leads on', async () => {
  const own = stored({});
  const wanted = { by, openOnly: false, ofCase: true };
  expect(await loadPage(holding(own), page, wanted)).toEqual({ stored: [own], next: page.next });
});

it('a named bank leaves the others out of the page, and the rest of the list stays within reach', async () => {
  const own = stored({});
  const wanted = { by, openOnly: true, bank };
  expect(await loadPage(holding(own, stored({ bank: 'OTHER' })), page, wanted)).toEqual({
    stored: [own],
    next: page.next,
  });
});
