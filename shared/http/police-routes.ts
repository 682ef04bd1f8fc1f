import type { Hono } from 'hono';
import { type IssueDeps, issue } from '../app/issue.ts';
import { DisposalRequest, EmptyRequest, ReportRequest } from '../contract/bank-requests.ts';
import { IssueRequest } from '../contract/issue-request.ts';
import {
  AddTransferRequest,
  ConfirmationRequest,
  ContestRequest,
  CorrectionRequest,
  PapersRequest,
  PhoneEntryRequest,
  PhoneRulingRequest,
  PlatformRequest,
  RulingRequest,
  WithdrawalRequest,
} from '../contract/police-requests.ts';
import type { Work } from '../contract/work.ts';
import { acting, actorOf, entryParam } from './acting.ts';
import { bodyOf, commandOf, type Edge, type EdgeContext, requireRole } from './edge.ts';
import { listed, listQuery } from './listing.ts';
import { phoneAsked } from './phone.ts';
import { readInstruction } from './reading.ts';
import { disposalAsked, reportAsked } from './stated.ts';
import { answered, summary } from './views.ts';

export interface PoliceDeps extends IssueDeps {
  readonly work: Work;
}

const issueRoute =
  (deps: PoliceDeps) =>
  async (c: EdgeContext): Promise<Response> => {
    requireRole(c.get('principal'), 'dispatcher');
    const { raw, body } = await bodyOf(c, IssueRequest);
    const { answer, how } = await issue(deps, c.get('principal'), await commandOf(c, raw), body);
    if (how === 'replay') c.header('Idempotency-Replayed', 'true');
    c.header('ETag', `"${answer.number}"`);
    c.header('Location', `/police/instructions/${answer.id}`);
    return c.json(answered(answer), 201);
  };

/** The liaison point lists what is open at every bank; a unit its own, or one case of its own. */
const listRoute =
  ({ ledger, work, directory }: PoliceDeps) =>
  async (c: EdgeContext): Promise<Response> => {
    const principal = c.get('principal');
    const { state, case: caseId, wish } = listQuery(c);
    if (principal.party === 'liaison') {
      const banks = (await directory.organisations()).filter(({ kind }) => kind === 'bank');
      const pages = await Promise.all(banks.map(({ code }) => work.openOfBank(code, wish)));
      return c.json(await listed(ledger, { ids: pages.flatMap(({ ids }) => ids) }));
    }
    if (caseId !== undefined) {
      const page = await work.ofCase(caseId, wish);
      const own = (await ledger.loadMany(page.ids)).filter(({ order }) => order.unit === principal.org);
      return c.json({ instructions: own.map(summary), next: page.next ?? null });
    }
    const page = await (state === 'open' ? work.openOfUnit(principal.org, wish) : work.ofUnit(principal.org, wish));
    return c.json(await listed(ledger, page));
  };

const banksRoute =
  ({ directory }: PoliceDeps) =>
  async (c: EdgeContext): Promise<Response> => {
    const banks = (await directory.organisations()).filter(({ kind }) => kind === 'bank');
    return c.json({
      banks: banks.map(({ code, name, aliases = [], cardPrefixes = [], route, phone }) => ({
        code,
        name,
        aliases,
        cardPrefixes,
        route: route ?? 'platform',
        phone: phone ?? null,
      })),
    });
  };

/** Routes of police units, and of the liaison point until it has an API of its own. */
export const policeRoutes = (app: Hono<Edge>, deps: PoliceDeps): void => {
  const one = '/police/instructions/:id';
  app.post('/police/instructions', issueRoute(deps));
  app.get('/police/instructions', listRoute(deps));
  app.get('/police/banks', banksRoute(deps));
  app.get(one, readInstruction(deps));
  app.post(
    `${one}/transfers`,
    acting(deps, AddTransferRequest, ({ transfer, remark }) => ({
      act: { do: 'add-transfer', amount: transfer.amount },
      secrets: { 'transfer-added': { transfers: [transfer], ...(remark ? { remark } : {}) } },
    })),
  );
  app.post(
    `${one}/correction`,
    acting(deps, CorrectionRequest, body => {
      const amount = body.transfers?.reduce((sum, each) => sum + each.amount, 0);
      return { act: { do: 'correct', ...(amount === undefined ? {} : { amount }) }, secrets: { resent: body } };
    }),
  );
  app.post(
    `${one}/contest`,
    acting(deps, ContestRequest, body => ({ act: { do: 'contest' }, secrets: { contested: body } })),
  );
  app.post(
    `${one}/withdrawal`,
    acting(deps, WithdrawalRequest, body => ({
      act: { do: 'withdraw' },
      secrets: { withdrawn: body, 'withdrawal-asked': body },
    })),
  );
  app.post(
    `${one}/confirmation`,
    acting(deps, ConfirmationRequest, body => ({
      act: { do: 'confirm' },
      ...(body.remark ? { secrets: { closed: body } } : {}),
    })),
  );
  app.post(
    `${one}/papers`,
    acting(deps, PapersRequest, ({ document }) => ({
      act: { do: 'file-paper', document: document.sha256 },
      secrets: { 'paper-filed': { document } },
    })),
  );
  app.post(
    `${one}/platform`,
    acting(deps, PlatformRequest, ({ applicationId, remark }) => ({
      act: { do: 'record-platform', applicationId },
      ...(remark ? { secrets: { 'platform-recorded': { remark } } } : {}),
    })),
  );
  app.post(
    `${one}/acknowledgement`,
    acting(deps, EmptyRequest, () => ({ act: { do: 'acknowledge' } })),
  );
  app.post(
    `${one}/disposal`,
    acting(deps, DisposalRequest, body => disposalAsked(body)),
  );
  app.post(`${one}/report`, acting(deps, ReportRequest, reportAsked));
  app.post(
    `${one}/phone-entries`,
    acting(deps, PhoneEntryRequest, (body, c) => phoneAsked(body, actorOf(c.get('principal')))),
  );
  app.post(
    `${one}/phone-entries/:entry/ruling`,
    acting(deps, PhoneRulingRequest, ({ stands, reason }, c) => ({
      act: { do: 'rule-phone-entry', entry: entryParam(c), stands },
      secrets: { 'phone-ruled': { reason } },
    })),
  );
  app.post(
    `${one}/ruling`,
    acting(deps, RulingRequest, ({ returnStands, reason }) => ({
      act: { do: 'rule', returnStands },
      secrets: { ruled: { reason } },
    })),
  );
};
