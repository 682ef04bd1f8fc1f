import type { Hono } from 'hono';
import { recordReading } from '../app/record-reading.ts';
import { actorOf } from '../contract/directory.ts';
import type { Presence } from '../contract/paging.ts';
import { bankCommands, bankReadings } from '../contract/routes/bank.ts';
import type { Work } from '../contract/work.ts';
import { type ActingDeps, mountActs, noted } from './acting.ts';
import type { Edge } from './edge.ts';
import { listReply, loadPage } from './listing.ts';
import { mountReadings, type Reader } from './mount.ts';
import { refuseOtherMethods } from './other-methods.ts';
import { readInstruction } from './reading.ts';
import { readReceipt } from './receipt.ts';
import { disposalAsked, reportAsked } from './stated.ts';

export interface BankDeps extends ActingDeps {
  readonly work: Work;
  readonly presence: Presence;
}

const inbox =
  (deps: BankDeps): Reader<typeof bankReadings.inbox> =>
  async ({ by, query }) => {
    const page = await deps.work.openOfBank(by.org, query);
    const loaded = await loadPage(deps.ledger, page, { by, openOnly: true });
    await Promise.all([
      recordReading(deps, actorOf(by), loaded.stored),
      deps.presence.mark(by.org, by.system ?? by.person, deps.clock()),
    ]);
    return listReply(loaded);
  };

const list =
  ({ work, ledger }: BankDeps): Reader<typeof bankReadings.list> =>
  async ({ by, query: { state, ...wish } }) => {
    const openOnly = state === 'open';
    const page = await (openOnly ? work.openOfBank(by.org, wish) : work.ofBank(by.org, wish));
    return listReply(await loadPage(ledger, page, { by, openOnly }));
  };

/** A bank's own system that goes by its queue never opens the inbox: its first reading of the order is the delivery. */
const read =
  (deps: BankDeps): Reader<typeof bankReadings.read> =>
  async wish => {
    const stored = wish.by.system ? await deps.ledger.load(wish.id) : undefined;
    if (stored) await recordReading(deps, actorOf(wish.by), [stored]);
    return readInstruction(deps)(wish);
  };

/** Routes of a bank's officers and of its own systems. */
export const bankRoutes = (app: Hono<Edge>, deps: BankDeps): void => {
  mountReadings(app, bankReadings, {
    inbox: inbox(deps),
    list: list(deps),
    read: read(deps),
    receipt: readReceipt(deps),
  });
  mountActs(app, deps, bankCommands, {
    acknowledge: () => ({ act: { do: 'acknowledge' } }),
    takeOver: () => ({ act: { do: 'take-over' } }),
    mark: ({ body: { mark } }) => ({ act: { do: 'mark', mark } }),
    return: ({ body: { missing, note } }) => ({ act: { do: 'return', missing }, secrets: noted('returned', { note }) }),
    dispose: ({ body }) => disposalAsked(body),
    report: ({ body }) => reportAsked(body),
    answerWithdrawal: ({ body: { executed, note } }) => ({
      act: { do: 'answer-withdrawal', executed },
      secrets: noted('withdrawal-answered', { note }),
    }),
    answerPhoneEntry: ({ entry, body: { confirms, note } }) => ({
      act: { do: 'answer-phone-entry', entry, confirms },
      secrets: noted(confirms ? 'phone-confirmed' : 'phone-disputed', { note }),
    }),
    confirmRelease: ({ body: { releasedAt } }) => ({ act: { do: 'confirm-release', releasedAt } }),
  });
  refuseOtherMethods(app, bankReadings, bankCommands);
};
