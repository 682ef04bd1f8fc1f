import type { Requester, TestCounty } from '../../support/county.ts';
import { call, disposal, order, technicalFailure, transfer } from './orders.ts';

/** Everybody who acts in the side ways of a loop. */
export const partiesOf = ({ as, asSystem }: TestCounty) => ({
  dispatcher: as('lin.haoran'),
  coordinator: as('shen.ruolan'),
  officer: as('xu.jianing'),
  colleague: as('du.yiming'),
  direct: asSystem('bocom-core'),
});
type Parties = ReturnType<typeof partiesOf>;

/** @throws Error with the problem where a step of the way is refused */
export const post = async (
  by: Requester,
  path: string,
  body: unknown = {},
): Promise<{ id: string; number: number }> => {
  const answer = await by('POST', path, body);
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};

export const get = async (by: Requester, path: string): Promise<Record<string, unknown>> => {
  const answer = await by('GET', path);
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};

const issued = async ({ dispatcher }: Parties, more = {}): Promise<string> =>
  (await post(dispatcher, '/police/instructions', order(more))).id;
const atBank = (id: string, what: string): string => `/bank/instructions/${id}/${what}`;
const atPolice = (id: string, what: string): string => `/police/instructions/${id}/${what}`;

/** Ways an instruction may go, each to its end; every one gives the id of its instruction. */
export const sideWays: Readonly<Record<string, (parties: Parties) => Promise<string>>> = {
  'closed by police': async parties => {
    const { dispatcher, officer } = parties;
    const id = await issued(parties);
    await get(officer, '/bank/inbox');
    await post(officer, atBank(id, 'acknowledgement'));
    await post(officer, atBank(id, 'marks'), { mark: 'under-review' });
    await post(officer, atBank(id, 'disposal'), disposal());
    await post(officer, atBank(id, 'report'), { onwardTransfers: [] });
    await post(dispatcher, atPolice(id, 'confirmation'));
    await get(officer, atBank(id, 'receipt'));
    await post(officer, atBank(id, 'release'), { releasedAt: new Date().toISOString() });
    return id;
  },
  'a transfer added': async parties => {
    const { dispatcher, officer } = parties;
    const first = order();
    const { id } = await post(dispatcher, '/police/instructions', first);
    await post(dispatcher, '/police/instructions', { ...first, transfers: [transfer(100)] });
    await post(dispatcher, atPolice(id, 'transfers'), { transfer: transfer(200) });
    await post(officer, atBank(id, 'report'), { disposal: disposal() });
    return id;
  },
  'returned, contested, overruled': async parties => {
    const { dispatcher, officer, colleague, coordinator } = parties;
    const id = await issued(parties);
    await post(officer, atBank(id, 'acknowledgement'));
    await post(colleague, atBank(id, 'takeover'));
    await post(colleague, atBank(id, 'return'), { missing: 'name-missing' });
    await post(dispatcher, atPolice(id, 'contest'), { reason: '户名已写明' });
    await post(coordinator, atPolice(id, 'ruling'), { returnStands: false, reason: '户名完整' });
    await post(colleague, atBank(id, 'report'), { disposal: disposal() });
    return id;
  },
  'returned and corrected': async parties => {
    const { dispatcher, officer } = parties;
    const id = await issued(parties);
    await post(officer, atBank(id, 'return'), { missing: 'name-missing' });
    await post(dispatcher, atPolice(id, 'correction'), { holder: '李四' });
    await post(officer, atBank(id, 'report'), { disposal: technicalFailure() });
    return id;
  },
  'withdrawn at the bank, not executed': async parties => {
    const { dispatcher, officer } = parties;
    const id = await issued(parties);
    await post(officer, atBank(id, 'acknowledgement'));
    await post(dispatcher, atPolice(id, 'withdrawal'), { reason: '重复' });
    await post(officer, atBank(id, 'withdrawal-answer'), { executed: false });
    return id;
  },
  'by telephone, disputed and ruled': async parties => {
    const { dispatcher, officer, coordinator } = parties;
    const id = await issued(parties);
    const { number } = await post(dispatcher, atPolice(id, 'phone-entries'), { call, said: { do: 'acknowledge' } });
    await post(officer, atBank(id, `phone-entries/${number}`), { confirms: false });
    await post(coordinator, atPolice(id, `phone-entries/${number}/ruling`), { stands: true, reason: '通话录音' });
    await post(officer, atBank(id, 'report'), { disposal: disposal() });
    return id;
  },
  'direct to the bank’s own system': async parties => {
    const { direct } = parties;
    const id = await issued(parties, { bank: 'BOCOM' });
    await get(direct, '/bank/inbox');
    await post(direct, atBank(id, 'acknowledgement'));
    await post(direct, atBank(id, 'report'), { disposal: disposal() });
    return id;
  },
  'over the national platform': async parties => {
    const { dispatcher } = parties;
    const id = await issued(parties, { bank: 'CMB' });
    await get(dispatcher, atPolice(id, 'sheet'));
    await post(dispatcher, atPolice(id, 'platform'), { applicationId: '020000000000000000000000000000000001' });
    await post(dispatcher, atPolice(id, 'report'), { disposal: disposal() });
    return id;
  },
  'papers afterwards': async parties => {
    const { dispatcher, officer } = parties;
    const id = await issued(parties, { applicationType: '04', form: undefined, approver: 'QHGA-01' });
    const document = { type: 'late-papers', number: 'HB-1', sha256: '0'.repeat(64) };
    await post(dispatcher, atPolice(id, 'papers'), { document });
    await post(officer, atBank(id, 'report'), { disposal: disposal() });
    return id;
  },
};

/** Every list and reading there is. */
export const readings = async ({ dispatcher, coordinator, officer }: Parties, id: string): Promise<void> => {
  await get(dispatcher, `/police/instructions/${id}`);
  await get(dispatcher, '/police/instructions?state=open');
  await get(dispatcher, '/police/instructions?state=all');
  await get(dispatcher, '/police/instructions?case=JQ20261120000001');
  await get(dispatcher, '/police/banks');
  await get(coordinator, '/police/instructions?state=open');
  await get(coordinator, '/police/instructions?state=all');
  await get(officer, `/bank/instructions/${id}`);
  await get(officer, '/bank/instructions?state=open');
  await get(officer, '/bank/instructions?state=all');
};
