import type { Hono } from 'hono';
import { type ActDeps, actOn } from '../app/act-on.ts';
import {
  DisposalRequest,
  EmptyRequest,
  MarkRequest,
  PhoneAnswerRequest,
  ReleaseRequest,
  ReportRequest,
  ReturnRequest,
  WithdrawalAnswerRequest,
} from '../contract/bank-requests.ts';
import type { Stored } from '../contract/ledger.ts';
import type { Presence } from '../contract/paging.ts';
import type { Signer } from '../contract/signed.ts';
import type { Work } from '../contract/work.ts';
import { platform } from '../domain/events.ts';
import { acting, entryParam } from './acting.ts';
import type { Edge, EdgeContext } from './edge.ts';
import { listed, listQuery } from './listing.ts';
import { readInstruction } from './reading.ts';
import { receiptRoute } from './receipt.ts';
import { disposalAsked, reportAsked } from './stated.ts';
import { summary } from './views.ts';

export interface BankDeps extends ActDeps {
  readonly work: Work;
  readonly presence: Presence;
  readonly signer: Signer;
}

/** The first authenticated read of an inbox that contains an instruction delivers it (t3). */
const recordDelivery = async (deps: BankDeps, stored: readonly Stored[], bySystem: boolean): Promise<void> => {
  const fresh = stored.filter(
    ({ order, progress }) => progress.state === 'issued' && !progress.facts.delivered && order.route !== 'platform',
  );
  const by = bySystem ? 'direct' : 'inbox';
  await Promise.all(
    fresh.map(known => actOn(deps, { id: known.order.id, by: platform, act: { do: 'deliver', by }, known })),
  );
};

const inboxRoute =
  (deps: BankDeps) =>
  async (c: EdgeContext): Promise<Response> => {
    const { org, person, system } = c.get('principal');
    const { wish } = listQuery(c);
    const page = await deps.work.openOfBank(org, wish);
    const stored = (await deps.ledger.loadMany(page.ids)).filter(
      ({ order }) => order.bank === org && order.route !== 'platform',
    );
    await Promise.all([
      recordDelivery(deps, stored, system !== undefined),
      deps.presence.mark(org, person, deps.clock()),
    ]);
    return c.json({ instructions: stored.map(summary), next: page.next ?? null });
  };

const historyRoute =
  ({ work, ledger }: BankDeps) =>
  async (c: EdgeContext): Promise<Response> => {
    const { org } = c.get('principal');
    const { state, wish } = listQuery(c);
    return c.json(await listed(ledger, await (state === 'open' ? work.openOfBank(org, wish) : work.ofBank(org, wish))));
  };

/** Routes of a bank's officers and of its own systems. */
export const bankRoutes = (app: Hono<Edge>, deps: BankDeps): void => {
  const one = '/bank/instructions/:id';
  app.get('/bank/inbox', inboxRoute(deps));
  app.get('/bank/instructions', historyRoute(deps));
  app.get(one, readInstruction(deps));
  app.get(`${one}/receipt`, receiptRoute(deps));
  app.post(
    `${one}/acknowledgement`,
    acting(deps, EmptyRequest, () => ({ act: { do: 'acknowledge' } })),
  );
  app.post(
    `${one}/takeover`,
    acting(deps, EmptyRequest, () => ({ act: { do: 'take-over' } })),
  );
  app.post(
    `${one}/marks`,
    acting(deps, MarkRequest, ({ mark }) => ({ act: { do: 'mark', mark } })),
  );
  app.post(
    `${one}/return`,
    acting(deps, ReturnRequest, ({ missing, note }) => ({
      act: { do: 'return', missing },
      ...(note ? { secrets: { returned: { note } } } : {}),
    })),
  );
  app.post(
    `${one}/disposal`,
    acting(deps, DisposalRequest, body => disposalAsked(body)),
  );
  app.post(`${one}/report`, acting(deps, ReportRequest, reportAsked));
  app.post(
    `${one}/withdrawal-answer`,
    acting(deps, WithdrawalAnswerRequest, ({ executed, note }) => ({
      act: { do: 'answer-withdrawal', executed },
      ...(note ? { secrets: { 'withdrawal-answered': { note } } } : {}),
    })),
  );
  app.post(
    `${one}/phone-entries/:entry`,
    acting(deps, PhoneAnswerRequest, ({ confirms, note }, c) => ({
      act: { do: 'answer-phone-entry', entry: entryParam(c), confirms },
      ...(note ? { secrets: { 'phone-confirmed': { note }, 'phone-disputed': { note } } } : {}),
    })),
  );
  app.post(
    `${one}/release`,
    acting(deps, ReleaseRequest, ({ releasedAt }) => ({ act: { do: 'confirm-release', releasedAt } })),
  );
};
