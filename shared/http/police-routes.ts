import type { Hono } from 'hono';
import { acrossBanks } from '../app/across-banks.ts';
import { refuseKnown } from '../app/add-to-open-stop.ts';
import { type IssueDeps, issue } from '../app/issue.ts';
import { recordReading } from '../app/record-reading.ts';
import { actorOf } from '../contract/directory.ts';
import type { Presence } from '../contract/paging.ts';
import { issueCommand, policeCommands, policeReadings } from '../contract/routes/police.ts';
import type { PageWish, Work } from '../contract/work.ts';
import { mountActs, noted } from './acting.ts';
import type { Edge } from './edge.ts';
import { listReply, loadPage } from './listing.ts';
import { mountCommand, mountReadings, type Reader } from './mount.ts';
import { refuseOtherMethods } from './other-methods.ts';
import { phoneAsked } from './phone.ts';
import { readForPolice } from './reading.ts';
import { readSheet } from './sheet.ts';
import { disposalAsked, reportAsked } from './stated.ts';

export interface PoliceDeps extends IssueDeps {
  readonly work: Work;
  readonly presence: Presence;
}

const banksOf = async ({ directory }: PoliceDeps) =>
  (await directory.organisations()).filter(({ kind }) => kind === 'bank');

/** A unit lists its own, or one case of its own; the liaison point every bank's. Of all these one bank's alone, where it is named. */
const list =
  (deps: PoliceDeps): Reader<typeof policeReadings.list> =>
  async ({ by, query: { state, case: caseId, bank, ...wish } }) => {
    const { work, ledger } = deps;
    const openOnly = (state ?? (caseId === undefined ? 'open' : 'all')) === 'open';
    const ofBank = openOnly ? work.openOfBank : work.ofBank;
    const ofUnit = openOnly ? work.openOfUnit : work.ofUnit;
    const across = async (page: PageWish) => {
      const codes = (await banksOf(deps)).map(({ code }) => code);
      return acrossBanks(bank === undefined ? codes : codes.filter(code => code === bank), ofBank, page);
    };
    const ids = () => {
      if (caseId !== undefined) return work.ofCase(caseId, wish);
      return by.party === 'liaison' ? across(wish) : ofUnit(by.org, wish);
    };
    const page = await ids();
    const loaded = await loadPage(ledger, page, { by, openOnly, bank, ofCase: caseId !== undefined });
    await Promise.all([
      recordReading(deps, actorOf(by), loaded.stored),
      deps.presence.mark(by.org, by.system ?? by.person, deps.clock()),
    ]);
    return listReply(loaded);
  };

const banks =
  (deps: PoliceDeps): Reader<typeof policeReadings.banks> =>
  async () => ({
    body: {
      banks: (await banksOf(deps)).map(({ code, name, aliases = [], cardPrefixes = [], route, phone }) => ({
        code,
        name,
        aliases,
        cardPrefixes,
        route: route ?? 'platform',
        phone: phone ?? null,
      })),
    },
  });

/** Routes of police units, and of the liaison point until it has an API of its own. */
export const policeRoutes = (app: Hono<Edge>, deps: PoliceDeps): void => {
  mountReadings(app, policeReadings, {
    list: list(deps),
    banks: banks(deps),
    read: readForPolice(deps),
    sheet: readSheet(deps),
  });
  mountCommand(app, issueCommand, deps.clock, ({ by, command, body }) => issue(deps, by, command, body));
  mountActs(app, deps, policeCommands, {
    addTransfer: ({ id, body: { transfer, remark } }) => ({
      act: { do: 'add-transfer', amount: transfer.amount },
      secrets: { 'transfer-added': { transfers: [transfer], ...(remark ? { remark } : {}) } },
      inspect: refuseKnown(id, [transfer]),
    }),
    correct: ({ body }) => {
      const amount = body.transfers?.reduce((sum, each) => sum + each.amount, 0);
      return { act: { do: 'correct', ...(amount === undefined ? {} : { amount }) }, secrets: { resent: body } };
    },
    contest: ({ body }) => ({ act: { do: 'contest' }, secrets: { contested: body } }),
    withdraw: ({ body }) => ({ act: { do: 'withdraw' }, secrets: { withdrawn: body, 'withdrawal-asked': body } }),
    confirm: ({ body }) => ({ act: { do: 'confirm' }, secrets: noted('closed', body) }),
    filePapers: ({ body }) => ({
      act: { do: 'file-paper', document: body.document.sha256 },
      secrets: { 'paper-filed': body },
    }),
    recordPlatform: ({ body: { applicationId, remark } }) => ({
      act: { do: 'record-platform', applicationId },
      secrets: noted('platform-recorded', { remark }),
    }),
    acknowledge: () => ({ act: { do: 'acknowledge' } }),
    dispose: ({ body }) => disposalAsked(body),
    report: ({ body }) => reportAsked(body),
    answerWithdrawal: ({ body: { executed, note } }) => ({
      act: { do: 'answer-withdrawal', executed },
      secrets: noted('withdrawal-answered', { note }),
    }),
    confirmRelease: ({ body: { releasedAt } }) => ({ act: { do: 'confirm-release', releasedAt } }),
    enterByPhone: told => phoneAsked(deps, told),
    ruleOnPhoneEntry: ({ entry, body: { stands, reason } }) => ({
      act: { do: 'rule-phone-entry', entry, stands },
      secrets: { 'phone-ruled': { reason } },
    }),
    ruleOnReturn: ({ body: { returnStands, reason } }) => ({
      act: { do: 'rule', returnStands },
      secrets: { ruled: { reason } },
    }),
  });
  refuseOtherMethods(app, policeReadings, { issueCommand, ...policeCommands });
};
