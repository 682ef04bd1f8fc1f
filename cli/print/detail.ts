import * as z from 'zod';
import type { Detail, TimelineEvent } from '../api/views.ts';
import { dataWords } from './event-data.ts';
import { yuan } from './money.ts';
import { chargedNames, eventNames } from './names.ts';
import { paint } from './out.ts';
import { table, tame } from './table.ts';
import { fullTime, left, shortTime, span } from './time.ts';

export interface Shown {
  readonly zone: string;
  readonly now: number;
}

const Details = z.looseObject({
  victim: z.looseObject({ name: z.string() }).optional(),
  target: z
    .looseObject({
      type: z.string(),
      number: z.string().optional(),
      holder: z.string().optional(),
      serial: z.string().optional(),
    })
    .optional(),
  officers: z
    .looseObject({ handling: z.looseObject({ name: z.string() }), assisting: z.looseObject({ name: z.string() }) })
    .optional(),
  reason: z.string().optional(),
});

const targets: Readonly<Record<string, string>> = {
  card: '卡',
  account: '账户',
  wallet: '支付账户',
  merchant: '商户',
  'transaction-serial': '流水',
};

const orderLines = ({ signed, amount }: Detail): string[] => {
  const details = Details.safeParse(signed?.details);
  if (!details.success) return amount === undefined ? [] : [`金额 ${yuan(amount)}`];
  const { victim, target, officers, reason } = details.data;
  const account = target
    ? `止付${targets[target.type] ?? ''} ${target.number ?? target.serial ?? ''}　户名 ${target.holder ?? '（不详）'}`
    : '';
  return [
    [account, amount === undefined ? '' : `金额 ${yuan(amount)}`].filter(Boolean).join('　'),
    [
      victim ? `被害人 ${victim.name}` : '',
      officers ? `民警 ${officers.handling.name}、${officers.assisting.name}` : '',
      reason ? `事由 ${reason}` : '',
    ]
      .filter(Boolean)
      .join('　'),
  ].map(tame);
};

const headLines = (detail: Detail, { now }: Shown): string[] => {
  const { id, stateName, urgency, bank, unit, incidentNumber, attempt, signer, dueAt } = detail;
  const due = dueAt === null ? '' : `　期限 ${left(Date.parse(dueAt), now)}`;
  return [
    `${id}　${paint('bold', stateName)}${urgency === 'urgent' ? `　${paint('yellow', '加急')}` : ''}${due}`,
    `警情 ${incidentNumber}　单位 ${unit}　银行 ${bank}${attempt > 1 ? `　第 ${attempt} 次` : ''}${signer ? `　签收人 ${signer}` : ''}`,
  ];
};

const who = ({ by, byPhone }: TimelineEvent): string =>
  [by.party === 'platform' ? '系统' : by.org, by.person ?? '', by.system ?? '', byPhone ? '（电话代录）' : '']
    .filter(Boolean)
    .join(' ');

const nameOf = (type: string): string => Object.entries(eventNames).find(([name]) => name === type)?.[1] ?? type;

const timelineLines = ({ timeline }: Detail, { zone }: Shown): string[] =>
  table(
    [
      { head: '号', of: ({ number }) => String(number), right: true },
      { head: '时间', of: ({ at }) => fullTime(Date.parse(at), zone) },
      { head: '事件', of: ({ type }) => nameOf(type) },
      { head: '由', of: who },
      { head: '内容', of: event => dataWords(event, zone) },
    ],
    timeline,
  );

const holdLines = ({ hold }: Detail, { zone }: Shown): string[] => {
  if (!hold) return [];
  const states: Readonly<Record<string, string>> = {
    running: '止付中（只收不付）',
    expired: '已到期，应解除',
    released: '已解除',
    struck: '已撤销',
  };
  const expires = shortTime(Date.parse(hold.expiresAt), zone);
  return [`止付　${states[hold.state] ?? hold.state}　现存 ${yuan(hold.caughtNow)}　到期 ${expires}`];
};

const chargeLines = ({ charges }: Detail): string[] => {
  const sums = new Map<string, number>();
  for (const { party, from, to } of charges)
    sums.set(party, (sums.get(party) ?? 0) + Date.parse(to) - Date.parse(from));
  const name = (party: string): string => Object.entries(chargedNames).find(([key]) => key === party)?.[1] ?? party;
  const each = [...sums].filter(([party]) => party !== 'nobody').map(([party, ms]) => `${name(party)} ${span(ms)}`);
  return each.length > 0 ? [`用时归属　${each.join('　')}`] : [];
};

/** An instruction for a person: what it is, how it stands, everything that happened. */
export const detailLines = (detail: Detail, shown: Shown): string[] => [
  ...headLines(detail, shown),
  ...orderLines(detail),
  ...holdLines(detail, shown),
  ...chargeLines(detail),
  '',
  ...timelineLines(detail, shown),
];
